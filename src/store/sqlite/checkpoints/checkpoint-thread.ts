import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';

/** Moves what the log holds into the database, each time it is asked to, and says how long the log is then, in pages. */
const db = new Database((workerData as { file: string }).file, { timeout: 10_000 });
db.pragma('synchronous = full');

parentPort?.on('message', (isWanted: boolean) => {
  if (isWanted) {
    const [row] = db.pragma('wal_checkpoint(passive)') as { log: number }[];
    parentPort?.postMessage(row?.log ?? 0);
  } else {
    db.close();
    parentPort?.close();
  }
});
