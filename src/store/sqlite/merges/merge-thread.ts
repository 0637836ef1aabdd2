import { serveUpkeep } from '../serve-upkeep.ts';

/** So many pages are written between two commits: a few milliseconds. */
const STEP_PAGES = 128;
/** Then whoever waits to write gets their turn, and the rest is left for the next time. */
const MAX_MS = 30;

/** Merges pieces of the full-text index, so many pages as it is asked to, and says how many are left. */
serveUpkeep((db) => {
  // A merge that a power cut undoes is made again; what was acknowledged is synced by whoever wrote it.
  db.pragma('synchronous = normal');
  db.pragma('cache_size = -4096');
  // Whoever waits for this must not wait for a checkpoint, too: the writer sees to those.
  db.pragma('wal_autocheckpoint = 0');
  const merge = db.prepare(`insert into note_search (note_search, rank) values ('merge', ${STEP_PAGES})`);
  const changes = db.prepare('select total_changes()').pluck();

  /** @returns whether there was anything to merge: https://www.sqlite.org/fts5.html#the_merge_command */
  function step(): boolean {
    const before = changes.get() as number;
    merge.run();
    return (changes.get() as number) - before >= 2;
  }

  return (pages) => {
    const end = performance.now() + MAX_MS;
    let left = pages;
    while (left > 0 && performance.now() < end) left = step() ? left - STEP_PAGES : 0;
    return left;
  };
});
