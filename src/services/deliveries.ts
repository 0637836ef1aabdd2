import { isForAdministrators, type EventSnapshot } from '../domain/events.ts';
import type { Job, JobOutcome } from '../domain/job.ts';
import type { Clock } from '../domain/time.ts';
import { MAX_ATTEMPTS_KEPT, type Delivery, type DeliveryAttempt } from '../domain/webhook.ts';
import type { Store, Tx } from '../store/store.ts';
import type { Shipment } from '../store/webhooks.ts';
import type { JobHandler } from './job-runner.ts';
import type { Post } from './webhook-post.ts';
import { signatureHeaders } from './webhook-signature.ts';

/** Words an event as the receivers know it; the face does that. @returns the body to send */
export type RenderEvent = (snapshot: EventSnapshot) => string;

export interface DeliveryOptions {
  clock: Clock;
  render: RenderEvent;
  post: Post;
  /** After how long each further attempt is made, milliseconds. */
  retryPausesMs: readonly number[];
  /** Of this program, for its `User-Agent`. */
  version: string;
}

/** One attempt to deliver; whatever happens is its result. */
export function createAttempt({ clock, render, post, version }: DeliveryOptions) {
  return async (
    {
      url,
      secret,
      messageId,
      snapshot,
    }: { url: string; secret: string; messageId: string; snapshot: EventSnapshot },
    signal?: AbortSignal,
  ): Promise<DeliveryAttempt> => {
    const at = clock();
    const began = performance.now();
    const body = render(snapshot);
    const headers = {
      'content-type': 'application/json',
      'user-agent': `Commonplace/${version}`,
      ...signatureHeaders(secret, { id: messageId, at, body }),
    };
    const result = await post(url, headers, body, signal);
    return { at, durationMs: Math.round(performance.now() - began), ...result };
  };
}

/** Delivers what the outbox holds: the handler of its jobs. */
export function createDeliverer(store: Store, options: DeliveryOptions): JobHandler {
  const attemptOne = createAttempt(options);
  const { clock, retryPausesMs } = options;

  return async (job, signal) => {
    const { deliveryId } = job.payload as { deliveryId: number };
    const shipment = await store.read.webhooks.shipment(deliveryId);
    // Its webhook has been deleted.
    if (!shipment) return async () => ({ result: 'done' });
    const { delivery, webhook, secret, snapshot } = shipment;
    const obstacle = obstacleTo(shipment);
    if (obstacle !== null || snapshot === null)
      return (tx) => giveUp(tx, delivery, obstacle ?? 'Nothing is left to send');
    const { messageId } = delivery;
    const attempt = await attemptOne({ url: webhook.url, secret, messageId, snapshot }, signal);
    return (tx) => settle(tx, job, delivery, attempt);
  };

  async function giveUp(tx: Tx, delivery: Delivery, error: string): Promise<JobOutcome> {
    const attempt = { at: clock(), durationMs: 0, status: null, error, answer: null };
    await tx.webhooks.record(after(delivery, attempt, { status: 'failed', finishedAt: clock() }));
    return { result: 'failed', error };
  }

  async function settle(tx: Tx, job: Job, delivery: Delivery, attempt: DeliveryAttempt): Promise<JobOutcome> {
    const { error } = attempt;
    const now = clock();
    if (error === null) {
      await tx.webhooks.record(after(delivery, attempt, { status: 'delivered', finishedAt: now }));
      return { result: 'done' };
    }
    const pause = attempt.status === GONE ? undefined : retryPausesMs[job.attempts - 1];
    if (pause !== undefined) {
      const nextAttemptAt = now + pause;
      await tx.webhooks.record(after(delivery, attempt, { status: 'pending', nextAttemptAt }));
      return { result: 'again', at: nextAttemptAt, error };
    }
    await tx.webhooks.record(after(delivery, attempt, { status: 'failed', finishedAt: now }));
    if (attempt.status === GONE) await tx.webhooks.deactivate(delivery.webhookId, now);
    return { result: 'failed', error };
  }
}

/** The receiver asks for no more (Standard Webhooks: "disable the endpoint and stop sending"). */
const GONE = 410;

function obstacleTo({ webhook, owner, delivery }: Shipment): string | null {
  if (!webhook.active) return 'The webhook is switched off';
  if (owner.status !== 'NORMAL') return 'The account of the webhook is closed';
  if (isForAdministrators(delivery.event) && owner.role === 'USER')
    return 'Its owner is no administrator any more';
  return null;
}

function after(
  delivery: Delivery,
  attempt: DeliveryAttempt,
  changes: Pick<Delivery, 'status'> & Partial<Pick<Delivery, 'nextAttemptAt' | 'finishedAt'>>,
): Delivery {
  const attempts = [...delivery.attempts, attempt].slice(-MAX_ATTEMPTS_KEPT);
  return { ...delivery, attempts, nextAttemptAt: null, finishedAt: null, ...changes };
}
