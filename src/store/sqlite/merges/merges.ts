import type Database from 'better-sqlite3';
import { threadProgram } from '../../../domain/thread-program.ts';
import { createUpkeepThread } from '../upkeep-thread.ts';

/**
 * Each commit that writes words adds a piece to the full-text index. After so many they are merged: more would make searches
 * slower, and with sixteen SQLite merges them itself, at once, within a commit.
 */
const PIECES = 8;
/**
 * Pages to merge for each statement. Writing a note takes about ten, and two to five pages of words, each of which is merged once
 * on each of half a dozen levels. Without a bound the first merges after an upgrade would go through the whole index.
 */
const PAGES_A_STATEMENT = 6;

/**
 * Merges the pieces of the full-text index in a thread beside this one. SQLite would do it within the commits that add them,
 * a little each time and now and then a lot, during which nobody could even read.
 * @param db the connection that writes; from now on it leaves merging to the thread
 * @param merged is called with the number of pages that were written anew
 */
export function createMerges(db: Database.Database, file: string, merged: (pages: number) => void) {
  const thread = createUpkeepThread(threadProgram('merge-thread', import.meta.url), file);
  let isBroken = false;
  let pieces = 0;
  /** Pages that are to be merged for what was written so far. */
  let due = 0;
  leaveMerging(db);

  return {
    /** To be called after each commit. @param statements in it that may have written */
    committed(statements: number): void {
      if (statements > 0) pieces++;
      due += statements * PAGES_A_STATEMENT;
    },

    /** To be awaited with nothing begun: merges, where that is due. */
    async merged(): Promise<void> {
      if (pieces < PIECES || isBroken) return;
      pieces = 0;
      const asked = due;
      due = 0;
      const left = await thread.ask(asked);
      // Without the thread SQLite does it when there are too many.
      if (left === null) isBroken = true;
      else {
        due += left;
        merged(asked - left);
      }
    },

    close: thread.close,
  };
}

/** It is a setting of the index itself. */
function leaveMerging(db: Database.Database): void {
  const setting = db.prepare(`select v from note_search_config where k = 'automerge'`).pluck().get();
  if (setting !== 0) db.exec(`insert into note_search (note_search, rank) values ('automerge', 0)`);
}
