import { readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';
import { basename } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';

/** As `nice`: a quarter of what the other threads get of a core, if they want it. */
const NICE = 6;

/**
 * The inside of a thread of `createUpkeepThread`: does what it is asked to until it is told to end.
 * @param open is given the connection, and gives what is done for each question
 */
export function serveUpkeep(open: (db: Database.Database) => (pages: number) => number): void {
  stepBack();
  const db = new Database((workerData as { file: string }).file, { timeout: 10_000 });
  const answer = open(db);
  parentPort?.on('message', (pages: number | null) => {
    if (pages !== null) return parentPort?.postMessage(answer(pages));
    db.close();
    return parentPort?.close();
  });
}

/** Whoever answers goes first, where the kernel has a priority for each thread. */
function stepBack(): void {
  if (process.platform !== 'linux') return;
  try {
    setPriority(Number(basename(readlinkSync('/proc/thread-self'))), NICE);
  } catch {
    // Where there is no /proc all threads are alike.
  }
}
