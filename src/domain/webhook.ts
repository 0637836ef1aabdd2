import { invalid } from './errors.ts';
import type { EventName } from './events.ts';
import { assertText } from './text.ts';
import { DAY, MINUTE, SECOND, HOUR } from './time.ts';

export interface Webhook {
  id: number;
  userId: number;
  name: string;
  url: string;
  events: EventName[];
  active: boolean;
  createdAt: number;
  updatedAt: number;
}

export type DeliveryStatus = 'pending' | 'delivered' | 'failed';

/** One try to deliver. */
export interface DeliveryAttempt {
  at: number;
  durationMs: number;
  /** Of the answer; null where none came. */
  status: number | null;
  /** Why it does not count as delivered. */
  error: string | null;
  /** The beginning of the answer's body. */
  answer: string | null;
}

export interface Delivery {
  id: number;
  webhookId: number;
  messageId: string;
  event: EventName | 'test';
  status: DeliveryStatus;
  attempts: DeliveryAttempt[];
  nextAttemptAt: number | null;
  createdAt: number;
  finishedAt: number | null;
}

/** Pauses between attempts: the last one comes after about a day. */
export const RETRY_PAUSES_MS: readonly number[] = [
  5 * SECOND,
  30 * SECOND,
  2 * MINUTE,
  10 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  4 * HOUR,
  8 * HOUR,
  8 * HOUR,
];

export const MAX_WEBHOOKS = 20;
/** Of each delivery; a manual retry begins the pauses anew. */
export const MAX_ATTEMPTS_KEPT = 20;
/** What was not delivered can be inspected and retried for so long. */
export const DELIVERIES_KEPT_MS = 30 * DAY;

const MAX_URL = 2048;
const SECRET_PREFIX = 'whsec_';
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** @throws INVALID_ARGUMENT naming `name` */
export function assertWebhookName(name: string): void {
  assertText('name', name);
  if (name.trim() === '') throw invalid('name', 'Name cannot be empty');
}

/**
 * Where it leads is checked when it is called: a name may lead elsewhere by then.
 * @throws INVALID_ARGUMENT naming `url`
 */
export function assertWebhookUrl(text: string): void {
  assertText('url', text);
  const url = text.length > MAX_URL ? null : URL.parse(text);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw invalid('url', `Must be an http or https address of at most ${MAX_URL} characters`);
  }
  if (url.username !== '' || url.password !== '') {
    throw invalid('url', 'Cannot hold a user name or password; the signature shows who sends');
  }
}

/** @throws INVALID_ARGUMENT naming `secret` */
export function assertWebhookSecret(secret: string): void {
  if (!/^[\x21-\x7e]{8,256}$/.test(secret)) {
    throw invalid('secret', 'Must have 8 to 256 letters, digits or signs of ASCII, without spaces');
  }
  if (isEncoded(secret) && !BASE64.test(secret.slice(SECRET_PREFIX.length))) {
    throw invalid('secret', 'After whsec_ must come base64');
  }
}

/** Whether the bytes of a secret are written in base64, as Standard Webhooks has it. */
export function isEncoded(secret: string): boolean {
  return secret.startsWith(SECRET_PREFIX);
}

/** @param base64 random bytes */
export function encodedSecret(base64: string): string {
  return SECRET_PREFIX + base64;
}
