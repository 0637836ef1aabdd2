import type Database from 'better-sqlite3';
import { overloaded } from '../../domain/errors.ts';
import type { RevisionScope } from '../revisions.ts';
import {
  createTransaction,
  type Joined,
  type Peers,
  type Prepared,
  type Transact,
  type Writes,
} from '../store.ts';
import { begin } from './begin.ts';
import type { Log } from './log.ts';
import { turn } from './turn.ts';

interface Job {
  /** May be run again; then nothing of the run before counts. */
  run(): Promise<void>;
  /** What the last run asked for beside the store. */
  joined: Joined;
  commit(): void;
  fail(error: unknown): void;
}

/** So many changes share a commit at most: a bound on how long the first of them waits for the last. */
const MAX_BATCH = 64;
/** So long changes follow one another before requests that wait for nothing but an answer get their turn. */
const TURN_MS = 1;
/** A group is open for so long, and for as long as the one before it is on its way to the disk. */
const GROUP_MS = 8;
/** So many are told at once that their change is made: each has an answer to write. */
const TOLD_AT_ONCE = 4;
/** So many groups are committed before other processes that want to write get their turn. */
const GROUPS_A_TURN = 4;
/** The words of so many are written within the commit. */
const FEW = 4;
/** More than this would wait for seconds, on any disk. */
const MAX_QUEUED = 2048;

export interface WriterOptions {
  log: Log;
  /** Counts the statements so far that may have changed something. */
  written(): number;
  /** Is called after a commit that announced something. */
  announced(scopes: readonly RevisionScope[]): void;
  /** Is called after each commit, with the number of statements in it that may have changed something. */
  committed(statements: number): void;
  /** Is awaited between groups, while nothing is begun: other threads may write then. */
  pause(): Promise<void>;
  /** Waits for this process's turn to write, where several processes take turns. */
  takeTurn?: Peers['turn'] | undefined;
}

/**
 * One writer, and commits in groups: what arrives while a commit is on its way to the disk shares the next one. Each change
 * is acknowledged, and seen by readers, only when the commit is durable, and one that fails does not fail its neighbours:
 * if it has written nothing yet, as most that fail, it just leaves; otherwise the group starts over with a savepoint for
 * each. (Savepoints from the start would cost a tenth of a change: the full-text index flushes at each.)
 */
export function createWriter(
  db: Database.Database,
  writes: Writes,
  { log, written, announced, committed, pause, takeTurn }: WriterOptions,
) {
  const queue: Job[] = [];
  let draining: Promise<void> | null = null;
  /** When all who were to be told of their change were told. */
  let told: Promise<void> = Promise.resolve();

  async function drain(): Promise<void> {
    // All that has arrived by now is read first, and shares the first commit.
    await turn();
    while (queue.length > 0) {
      const endTurn = await takeTurn?.();
      for (let groups = 0; queue.length > 0 && groups < GROUPS_A_TURN; groups++) {
        if (groups > 0) await turn();
        await commitBatch(queue);
        await pause();
      }
      endTurn?.();
      // Lets what came in meanwhile be read and join the next batch.
      await turn();
    }
    draining = null;
  }

  /** @param waiting those that it takes up are taken from it */
  async function commitBatch(waiting: Job[]): Promise<void> {
    const batch: Job[] = [];
    let failed = new Map<Job, unknown>();
    const prepared: Prepared[] = [];
    let isPreparing = false;
    let durable: Promise<void> | undefined;
    const before = written();
    try {
      await begin(db);
      const together = await runTogether(waiting, batch);
      if (together) {
        failed = together;
      } else {
        db.exec('rollback');
        await begin(db);
        failed = await runApart(batch);
      }
      isPreparing = true;
      await prepare(
        batch.filter((job) => !failed.has(job)),
        prepared,
      );
      isPreparing = false;
      if (batch.length > FEW) await writeWordsOut();
      await log.settled();
      if (written() === before) db.exec('commit');
      else durable = log.commit();
    } catch (error) {
      for (const one of prepared) one.rolledBack();
      rollBack();
      // None was taken up where nothing could be begun.
      if (batch.length === 0) batch.push(...waiting.splice(0, MAX_BATCH));
      // Which change was at fault shows when each has a commit of its own.
      if (isPreparing && batch.length > 1) for (const job of batch) await commitBatch([job]);
      else for (const job of batch) job.fail(error);
      return;
    }
    for (const one of prepared) one.committed();
    committed(written() - before);
    told = Promise.all([durable, told]).then(
      () => tell(batch, failed),
      (error: unknown) => tell(batch, new Map(batch.map((job) => [job, failed.get(job) ?? error]))),
    );
  }

  /** Only when all is on the disk: why one failed may be what its neighbours wrote. */
  async function tell(batch: readonly Job[], failed: ReadonlyMap<Job, unknown>): Promise<void> {
    for (const [index, job] of batch.entries()) {
      if (index > 0 && index % TOLD_AT_ONCE === 0) await turn();
      if (failed.has(job)) job.fail(failed.get(job));
      else job.commit();
    }
  }

  /** At a savepoint the full-text index writes its buffer out, which would else be part of the commit. */
  async function writeWordsOut(): Promise<void> {
    db.exec('savepoint words; release words');
    await turn();
  }

  async function prepare(jobs: readonly Job[], prepared: Prepared[]): Promise<void> {
    const joined = jobs.flatMap((job) => [...job.joined]);
    for (const participant of new Set(joined.map(([one]) => one))) {
      const items = joined.flatMap(([one, its]) => (one === participant ? its : []));
      prepared.push(await participant.prepare(items, writes));
    }
  }

  /**
   * @param batch what is taken up is put into
   * @returns those that failed, and why; null where one failed after it had written
   */
  async function runTogether(waiting: Job[], batch: Job[]): Promise<Map<Job, unknown> | null> {
    const failed = new Map<Job, unknown>();
    const closesAt = performance.now() + GROUP_MS;
    let started = performance.now();
    while (batch.length < MAX_BATCH && (log.isSyncing() || performance.now() < closesAt)) {
      if (waiting.length === 0) {
        if (!log.isSyncing()) break;
        await log.settled();
        continue;
      }
      const job = waiting.shift()!;
      batch.push(job);
      const before = written();
      try {
        await job.run();
      } catch (error) {
        // A full disk rolls the whole transaction back: then nothing of the batch was written.
        if (!db.inTransaction) throw error;
        if (written() !== before) return null;
        failed.set(job, error);
      }
      if (performance.now() - started > TURN_MS) {
        await turn();
        started = performance.now();
      }
    }
    return failed;
  }

  async function runApart(batch: Job[]): Promise<Map<Job, unknown>> {
    const failed = new Map<Job, unknown>();
    for (const job of batch) {
      db.exec('savepoint change');
      try {
        await job.run();
        db.exec('release change');
      } catch (error) {
        if (!db.inTransaction) throw error;
        db.exec('rollback to change; release change');
        failed.set(job, error);
      }
      await turn();
    }
    return failed;
  }

  /** Where even this fails, the next change finds out; the queue must go on. */
  function rollBack(): void {
    try {
      if (db.inTransaction) db.exec('rollback');
    } catch {}
  }

  const transact: Transact = (work) =>
    new Promise((resolve, reject) => {
      if (queue.length >= MAX_QUEUED) throw overloaded();
      let result: Awaited<ReturnType<typeof work>>;
      let runEffects: () => void;
      const job: Job = {
        joined: new Map(),
        async run() {
          job.joined = new Map();
          const transaction = createTransaction(
            writes,
            async (scopes, afterCommit) => afterCommit(() => announced(scopes)),
            job.joined,
          );
          runEffects = transaction.committed;
          result = await work(transaction.tx);
        },
        commit() {
          resolve(result);
          runEffects();
        },
        fail: reject,
      };
      queue.push(job);
      draining ??= drain();
    });

  return {
    transact,
    /** When everything asked for so far is durable, or has failed. */
    async idle(): Promise<void> {
      await draining;
      await told;
    },
  };
}
