import type Database from 'better-sqlite3';
import {
  createTransaction,
  type Joined,
  type Listener,
  type Prepared,
  type Transact,
  type Writes,
} from '../store.ts';
import { begin } from './begin.ts';

interface Job {
  /** May be run again; then nothing of the run before counts. */
  run(): Promise<void>;
  /** What the last run asked for beside the store. */
  joined: Joined;
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
    const prepared: Prepared[] = [];
    let isPreparing = false;
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
      isPreparing = true;
      await prepare(done, prepared);
      isPreparing = false;
      db.exec('commit');
    } catch (error) {
      for (const one of prepared) one.rolledBack();
      rollBack();
      // Which change was at fault shows when each has a commit of its own.
      if (isPreparing && done.length > 1) for (const job of done) await commitBatch([job]);
      else for (const job of batch) job.fail(error);
      return;
    }
    for (const one of prepared) one.committed();
    for (const job of done) job.commit();
  }

  async function prepare(jobs: readonly Job[], prepared: Prepared[]): Promise<void> {
    const joined = jobs.flatMap((job) => [...job.joined]);
    for (const participant of new Set(joined.map(([one]) => one))) {
      const items = joined.flatMap(([one, its]) => (one === participant ? its : []));
      prepared.push(await participant.prepare(items, writes));
    }
  }

  /** Where even this fails, the next change finds out; the queue must go on. */
  function rollBack(): void {
    try {
      if (db.inTransaction) db.exec('rollback');
    } catch {}
  }

  const transact: Transact = (work) =>
    new Promise((resolve, reject) => {
      let result: Awaited<ReturnType<typeof work>>;
      let effects = (): void => {};
      const job: Job = {
        joined: new Map(),
        async run() {
          job.joined = new Map();
          const { tx, committed } = createTransaction(
            writes,
            async (scopes, afterCommit) => afterCommit(() => announced(scopes)),
            job.joined,
          );
          effects = committed;
          result = await work(tx);
        },
        commit() {
          resolve(result);
          effects();
        },
        fail: reject,
      };
      queue.push(job);
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
