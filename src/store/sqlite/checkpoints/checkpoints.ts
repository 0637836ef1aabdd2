import { Worker } from 'node:worker_threads';
import type Database from 'better-sqlite3';
import { threadProgram } from '../../../domain/thread-program.ts';

/** After so many pages the log is worth moving; each statement that writes is taken for one. */
const PAGES = 2500;
/** A log of so many pages (of 4 KiB) is begun anew. */
const LONG_LOG = 4000;

/** Waits for the thread. */
const nobody = (): void => {};

/**
 * Moves what the write-ahead log holds into the database from a thread beside this one: it takes two syncs and thousands of
 * small writes, during which nobody else should wait. A log that others go on writing to can never be moved to its end from
 * beside; so when it has grown long, changes wait while the little that is left is moved, and the log begins anew.
 * @param db the connection that writes; until it has written much, it does it all by itself
 */
export function createCheckpoints(db: Database.Database, file: string) {
  let worker: Worker | null = null;
  let written = 0;
  let isUnderWay = false;
  let isLong = false;
  let settle = nobody;

  function start(): Worker {
    const started = new Worker(threadProgram('checkpoint-thread', import.meta.url), { workerData: { file } });
    db.pragma('wal_autocheckpoint = 0');
    started.unref();
    started.on('message', (pages: number) => {
      isUnderWay = false;
      // One that was moved to its end is still as long, until the next change begins it anew.
      isLong = pages >= LONG_LOG && settle === nobody;
      settle();
      settle = nobody;
    });
    // Then the connection does it by itself again.
    const giveUp = (): void => {
      worker = null;
      isUnderWay = false;
      settle();
      if (db.open) db.pragma('wal_autocheckpoint = 1000');
    };
    started.on('error', giveUp);
    started.on('exit', giveUp);
    return started;
  }

  function move(): void {
    isUnderWay = true;
    written = 0;
    worker ??= start();
    worker.postMessage(true);
  }

  return {
    /** To be called after each commit. @param pages that were written, roughly */
    committed(pages: number): void {
      written += pages;
      if (written >= PAGES && !isUnderWay) move();
    },

    /** To be awaited with nothing begun: moves the rest of a long log. */
    moved(): Promise<void> | undefined {
      if (!isLong || isUnderWay) return undefined;
      isLong = false;
      const moving = new Promise<void>((resolve) => {
        settle = resolve;
        worker?.ref();
        move();
      });
      return moving.finally(() => worker?.unref());
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
