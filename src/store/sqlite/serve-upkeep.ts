import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';

/** Of 19 steps: a quarter of what the other threads get of a core, if they want it. */
const LOWER = 6;

/**
 * The inside of a thread of `createUpkeepThread`: does what it is asked to until it is told to end.
 * @param open is given the connection, and gives what is done for each question
 */
export function serveUpkeep(open: (db: Database.Database) => (pages: number) => number): void {
  // Whoever answers goes first. On Linux this is said of a thread; elsewhere it would be said of all of them.
  if (process.platform === 'linux') setPriority(LOWER);
  const db = new Database((workerData as { file: string }).file, { timeout: 10_000 });
  const answer = open(db);
  parentPort?.on('message', (pages: number | null) => {
    if (pages !== null) return parentPort?.postMessage(answer(pages));
    db.close();
    return parentPort?.close();
  });
}
