import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';

/** So many pages are written between two commits: a few milliseconds. */
const STEP_PAGES = 128;
/** Then whoever waits to write gets their turn, and the rest is left for the next time. */
const MAX_MS = 30;

/** Merges pieces of the full-text index, each time it is asked to. */
const db = new Database((workerData as { file: string }).file, { timeout: 10_000 });
db.pragma('synchronous = full');
db.pragma('cache_size = -4096');
const merge = db.prepare(`insert into note_search (note_search, rank) values ('merge', ${STEP_PAGES})`);
const changes = db.prepare('select total_changes()').pluck();

/** @returns whether there was anything to merge: https://www.sqlite.org/fts5.html#the_merge_command */
function step(): boolean {
  const before = changes.get() as number;
  merge.run();
  return (changes.get() as number) - before >= 2;
}

parentPort?.on('message', (isWanted: boolean) => {
  if (isWanted) {
    const end = performance.now() + MAX_MS;
    while (step() && performance.now() < end);
    parentPort?.postMessage(null);
  } else {
    db.close();
    parentPort?.close();
  }
});
