import { parentPort, workerData } from 'node:worker_threads';
import { openStore } from '../../store/open.ts';
import { reindex } from './reindex.ts';

/** The thread that `startReindexing` starts, with connections of its own; any message ends it early. */
const stopping = new AbortController();
const store = await openStore((workerData as { database: string }).database);
parentPort?.once('message', () => stopping.abort());
try {
  await reindex(store, stopping.signal);
} finally {
  await store.close();
  parentPort?.close();
}
