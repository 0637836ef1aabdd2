import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';

/**
 * The inside of a thread of `createUpkeepThread`: does what it is asked to until it is told to end.
 * @param open is given the connection, and gives what is done for each question
 */
export function serveUpkeep(open: (db: Database.Database) => (pages: number) => number): void {
  const db = new Database((workerData as { file: string }).file, { timeout: 10_000 });
  const answer = open(db);
  parentPort?.on('message', (pages: number | null) => {
    if (pages !== null) return parentPort?.postMessage(answer(pages));
    db.close();
    return parentPort?.close();
  });
}
