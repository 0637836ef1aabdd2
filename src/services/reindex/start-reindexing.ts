import { Worker } from 'node:worker_threads';
import { threadProgram } from '../../domain/thread-program.ts';
import type { Store } from '../../store/store.ts';

interface ReindexLog {
  info(message: string): void;
  error(details: object, message: string): void;
}

export interface Reindexing {
  /** When nothing of it is left to do, or it has failed. */
  ended: Promise<void>;
  /** Ends after the batch under way; the next start goes on there. */
  stop(): Promise<void>;
}

/**
 * Builds the search index anew after an upgrade that wants it otherwise, in a thread beside the server: reading and writing
 * a note of a megabyte would keep everybody waiting. Until it is done, searches work as before the upgrade.
 * @param database as `openStore` takes it
 */
export async function startReindexing({
  database,
  store,
  log,
}: {
  database: string;
  store: Store;
  log: ReindexLog;
}): Promise<Reindexing> {
  if ((await store.read.search.build()).isComplete) return { ended: Promise.resolve(), stop: async () => {} };
  log.info('Building the search index anew in the background');
  const worker = new Worker(threadProgram('reindex-thread', import.meta.url), { workerData: { database } });
  worker.unref();
  let fault: Error | null = null;
  worker.on('error', (error: Error) => {
    fault = error;
    log.error({ err: error }, 'Building the search index failed; it goes on at the next start');
  });
  const ended = new Promise<void>((resolve) => {
    worker.on('exit', () => {
      if (!fault) log.info('The search index is built, or goes on at the next start');
      resolve();
    });
  });
  return {
    ended,
    async stop() {
      worker.ref();
      worker.postMessage('stop');
      await ended;
    },
  };
}
