import type { Clock } from '../domain/time.ts';
import type { Store } from '../store/store.ts';
import { createAttempt, createDeliverer, type RenderEvent } from './deliveries.ts';
import type { JobHandler } from './job-runner.ts';
import { DELIVER } from './outbox.ts';
import type { Resolve } from './public-address.ts';
import { createPost } from './webhook-post.ts';
import type { SendOnce } from './webhooks.ts';

export interface WebhookOptions {
  render: RenderEvent;
  /** Whether addresses that are not public may be reached, too. */
  allowPrivate: boolean;
  /** After how long each further attempt is made, milliseconds. */
  retryPausesMs: readonly number[];
  /** Of this program. */
  version: string;
  /** In place of the system's. */
  resolve?: Resolve | undefined;
}

/** The sending side of webhooks. */
export function createWebhookJobs({
  store,
  clock,
  allowPrivate,
  resolve,
  ...options
}: WebhookOptions & {
  store: Store;
  clock: Clock;
}): { handlers: Record<string, JobHandler>; sendOnce: SendOnce } {
  const delivery = { clock, post: createPost({ allowPrivate, resolve }), ...options };
  return {
    handlers: { [DELIVER]: createDeliverer(store, delivery) },
    sendOnce: createAttempt(delivery),
  };
}
