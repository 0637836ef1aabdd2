import type Database from 'better-sqlite3';
import { createTransaction, type Listener, type Transact, type Writes } from '../store.ts';
import { begin } from './begin.ts';

interface Job {
  run(): Promise<void>;
  commit(): void;
  fail(error: unknown): void;
}

/** So many changes share a commit at most: a bound on how long one batch keeps the event loop. */
const MAX_BATCH = 64;

/**
 * One writer, and commits in groups: what arrives while a commit is on its way to the disk shares the next one. Each change
 * has a savepoint, so that one that fails does not fail its neighbours; each is acknowledged only when the commit is durable.
 * @param announced is called after a commit that announced something
 */
export function createWriter(db: Database.Database, writes: Writes, announced: Listener) {
  const queue: Job[] = [];
  let draining: Promise<void> | null = null;

  async function drain(): Promise<void> {
    while (queue.length > 0) {
      await commitBatch(queue.splice(0, MAX_BATCH));
      // Lets what came in meanwhile be read and join the next batch.
      await new Promise(setImmediate);
    }
    draining = null;
  }

  async function commitBatch(batch: Job[]): Promise<void> {
    const done: Job[] = [];
    try {
      await begin(db);
      for (const job of batch) {
        db.exec('savepoint change');
        try {
          await job.run();
          db.exec('release change');
          done.push(job);
        } catch (error) {
          // A full disk rolls the whole transaction back: then nothing of the batch was written.
          if (!db.inTransaction) throw error;
          db.exec('rollback to change; release change');
          job.fail(error);
        }
      }
      db.exec('commit');
    } catch (error) {
      for (const job of batch) job.fail(error);
      rollBack();
      return;
    }
    for (const job of done) job.commit();
  }

  /** Where even this fails, the next change finds out; the queue must go on. */
  function rollBack(): void {
    try {
      if (db.inTransaction) db.exec('rollback');
    } catch {}
  }

  const transact: Transact = (work) =>
    new Promise((resolve, reject) => {
      const { tx, committed } = createTransaction(writes, async (scopes, afterCommit) =>
        afterCommit(() => announced(scopes)),
      );
      let result: Awaited<ReturnType<typeof work>>;
      queue.push({
        async run() {
          result = await work(tx);
        },
        commit() {
          resolve(result);
          committed();
        },
        fail: reject,
      });
      draining ??= drain();
    });

  return {
    transact,
    /** When everything asked for so far is durable. */
    async idle(): Promise<void> {
      await draining;
    },
  };
}
