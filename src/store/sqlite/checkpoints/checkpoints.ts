import { Worker } from 'node:worker_threads';
import type Database from 'better-sqlite3';
import { threadProgram } from '../../../domain/thread-program.ts';

/** After so many statements that write the log is worth moving: each writes a page or two. */
const STATEMENTS = 2500;
/** A log of so many pages (of 4 KiB) is begun anew. */
const LONG_LOG = 4000;

/**
 * Moves what the write-ahead log holds into the database from a thread beside this one: it takes two syncs and thousands of
 * small writes, during which nobody else should wait. A log that others go on writing to can never be moved to its end from
 * beside; so when it has grown long, the little that is left is moved between two commits, and the log begins anew.
 * @param db the connection that writes; until it has written much, it does it all by itself
 */
export function createCheckpoints(db: Database.Database, file: string) {
  let worker: Worker | null = null;
  let statements = 0;
  let isUnderWay = false;
  let isLong = false;

  function start(): Worker {
    const started = new Worker(threadProgram('checkpoint-thread', import.meta.url), { workerData: { file } });
    db.pragma('wal_autocheckpoint = 0');
    started.unref();
    started.on('message', (pages: number) => {
      isUnderWay = false;
      isLong = pages >= LONG_LOG;
    });
    // Then the connection does it by itself again.
    const giveUp = (): void => {
      worker = null;
      isUnderWay = false;
      if (db.open) db.pragma('wal_autocheckpoint = 1000');
    };
    started.on('error', giveUp);
    started.on('exit', giveUp);
    return started;
  }

  return {
    /** To be called after each commit, with nothing begun. @param count of statements in it that may have written */
    committed(count: number): void {
      if (isLong) {
        isLong = false;
        db.pragma('wal_checkpoint(passive)');
      }
      statements += count;
      if (statements < STATEMENTS || isUnderWay) return;
      statements = 0;
      isUnderWay = true;
      worker ??= start();
      worker.postMessage(true);
    },

    /** Waits for what is under way. */
    async close(): Promise<void> {
      const ending = worker;
      if (!ending) return;
      const ended = new Promise((resolve) => ending.once('exit', resolve));
      ending.ref();
      ending.postMessage(false);
      await ended;
    },
  };
}
