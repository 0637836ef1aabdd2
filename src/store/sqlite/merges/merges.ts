import { Worker } from 'node:worker_threads';
import type Database from 'better-sqlite3';
import { threadProgram } from '../../../domain/thread-program.ts';

/**
 * Each commit that writes words adds a piece to the full-text index. After so many they are merged: more would make searches
 * slower, and with sixteen SQLite merges them itself, at once, within a commit.
 */
const PIECES = 8;

/**
 * Merges the pieces of the full-text index in a thread beside this one. SQLite would do it within the commits that add them,
 * a little each time and now and then a lot, during which nobody could even read.
 * @param db the connection that writes; from now on it leaves merging to the thread
 */
export function createMerges(db: Database.Database, file: string) {
  let worker: Worker | null = null;
  let isBroken = false;
  let pieces = 0;
  let settle = (): void => {};
  leaveMerging(db);

  function start(): Worker {
    const started = new Worker(threadProgram('merge-thread', import.meta.url), { workerData: { file } });
    started.unref();
    started.on('message', () => {
      started.unref();
      settle();
    });
    // Then SQLite does it when there are too many.
    const giveUp = (): void => {
      isBroken = true;
      settle();
    };
    started.on('error', giveUp);
    started.on('exit', giveUp);
    return started;
  }

  return {
    /** To be called after each commit that may have added a piece. */
    committed(): void {
      pieces++;
    },

    /** To be awaited with nothing begun: merges, where that is due. */
    merged(): Promise<void> | undefined {
      if (pieces < PIECES || isBroken) return undefined;
      pieces = 0;
      return new Promise((resolve) => {
        settle = resolve;
        worker ??= start();
        worker.ref();
        worker.postMessage(true);
      });
    },

    async close(): Promise<void> {
      const ending = worker;
      if (!ending || isBroken) return;
      const ended = new Promise((resolve) => ending.once('exit', resolve));
      ending.ref();
      ending.postMessage(false);
      await ended;
    },
  };
}

/** It is a setting of the index itself. */
function leaveMerging(db: Database.Database): void {
  const setting = db.prepare(`select v from note_search_config where k = 'automerge'`).pluck().get();
  if (setting !== 0) db.exec(`insert into note_search (note_search, rank) values ('automerge', 0)`);
}
