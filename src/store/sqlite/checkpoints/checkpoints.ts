import type Database from 'better-sqlite3';
import { threadProgram } from '../../../domain/thread-program.ts';
import { createUpkeepThread } from '../upkeep-thread.ts';

/** After so many pages the log is worth moving; each statement that writes is taken for one. */
const PAGES = 2500;
/** A log of so many pages (of 4 KiB) is begun anew. */
const LONG_LOG = 4000;

/**
 * Moves what the write-ahead log holds into the database from a thread beside this one: it takes two syncs and thousands of
 * small writes, during which nobody else should wait. A log that others go on writing to can never be moved to its end from
 * beside; so when it has grown long, changes wait while the little that is left is moved, and the log begins anew.
 * @param db the connection that writes; until it has written much, it does it all by itself
 * @param settled when readers in this thread see all that was committed: what they do not see yet cannot be moved
 */
export function createCheckpoints(db: Database.Database, file: string, settled: () => Promise<void>) {
  const thread = createUpkeepThread(threadProgram('checkpoint-thread', import.meta.url), file);
  let written = 0;
  let isLong = false;

  /** @returns how long the log is then */
  async function move(): Promise<number> {
    written = 0;
    db.pragma('wal_autocheckpoint = 0');
    const pages = await thread.ask(0);
    // Without the thread the connection does it by itself again.
    if (pages === null && db.open) db.pragma('wal_autocheckpoint = 1000');
    return pages ?? 0;
  }

  async function moveMost(): Promise<void> {
    isLong = (await move()) >= LONG_LOG;
  }

  return {
    /** To be called after each commit. @param pages that were written, roughly */
    committed(pages: number): void {
      written += pages;
      if (written >= PAGES && !thread.isBusy()) void moveMost();
    },

    /** To be awaited with nothing begun: moves the rest of a long log. */
    async moved(): Promise<void> {
      if (!isLong || thread.isBusy()) return;
      await settled();
      // It is as long afterwards, until the next change begins it anew.
      isLong = false;
      await move();
    },

    close: thread.close,
  };
}
