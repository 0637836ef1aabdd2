import { DAY, HOUR, type Clock } from '../domain/time.ts';
import { DELIVERIES_KEPT_MS } from '../domain/webhook.ts';
import type { Store } from '../store/store.ts';
import type { BlobKeeper } from './blob-keeper.ts';
import type { Live } from './live.ts';
import type { Notes } from './notes.ts';
import { IDEMPOTENCY_MS } from './once.ts';

interface Janitor {
  stop(): void;
}

/** Every hour: empties the trash of what has been there for 30 days, forgets answers kept for repeated requests and old changes. */
export function startJanitor({
  store,
  notes,
  live,
  keeper,
  clock,
  log,
}: {
  store: Store;
  notes: Notes;
  live: Live;
  keeper: BlobKeeper;
  clock: Clock;
  log: { error(details: object, message: string): void };
}): Janitor {
  async function sweep(): Promise<void> {
    try {
      while ((await notes.emptyTrash()) > 0);
      await live.forgetOld();
      await keeper.sweep();
      await store.transact((tx) => tx.idempotency.forgetBefore(clock() - IDEMPOTENCY_MS));
      await store.transact((tx) => tx.webhooks.forgetDeliveries(clock() - DELIVERIES_KEPT_MS));
      await store.transact(async (tx) => {
        await tx.jobs.forget('done', clock() - DAY);
        await tx.jobs.forget('failed', clock() - DELIVERIES_KEPT_MS);
      });
    } catch (error) {
      log.error({ err: error }, 'Cleaning up failed; it will be tried again in an hour');
    }
  }

  const timer = setInterval(() => void sweep(), HOUR);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
