import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { groupOf, type Job, type JobOutcome, type JobStatus } from '../domain/job.ts';
import type { Db, Engine } from './engine.ts';
import type { JobRow } from './job-tables.ts';

export interface NewJob {
  kind: string;
  lane: string;
  payload: unknown;
  runAt: number;
  createdAt: number;
}

export interface Lease {
  owner: string;
  until: number;
}

/** So many of the jobs that are due are looked at in one claim. */
const CLAIM_WINDOW = 200;
/** In the text of statements, where the indexes of what is due look for it. */
const READY = sql.lit('ready' as const);

/** Not by `like`, which takes `_` for any letter. */
function isOutside(group: string): RawBuilder<SqlBool> {
  const beginning = `${group}/`;
  return sql<SqlBool>`substr(lane, 1, ${sql.lit(beginning.length)}) <> ${beginning}`;
}

export function createJobReads(db: Db) {
  return {
    /** When the next head of a lane is due; null where nothing waits. */
    async nextRunAt(kinds: readonly string[]): Promise<number | null> {
      const row = await db
        .selectFrom('jobs')
        .select('run_at')
        .where('status', '=', READY)
        .where('kind', 'in', kinds)
        .orderBy('run_at')
        .limit(1)
        .executeTakeFirst();
      return row?.run_at ?? null;
    },

    async counts(): Promise<Record<JobStatus, number>> {
      const rows = await db
        .selectFrom('jobs')
        .select((eb) => ['status', eb.fn.countAll<number>().as('count')])
        .groupBy('status')
        .execute();
      const found = Object.fromEntries(rows.map(({ status, count }) => [status, Number(count)]));
      return { queued: 0, ready: 0, done: 0, failed: 0, ...found };
    },

    /** Jobs that have not succeeded (yet), the newest first. */
    async unfinished(limit: number): Promise<JobRow[]> {
      return db
        .selectFrom('jobs')
        .selectAll()
        .where('status', '<>', 'done')
        .orderBy('id', 'desc')
        .limit(limit)
        .execute();
    },
  };
}

export function createJobWrites(db: Db, engine: Engine) {
  /** The next of the lane becomes its head. */
  async function promote(lane: string): Promise<void> {
    const next = await db
      .selectFrom('jobs')
      .select('id')
      .where('lane', '=', lane)
      .where('finished_at', 'is', null)
      .orderBy('id')
      .limit(1)
      .executeTakeFirst();
    if (!next) return;
    await db.updateTable('jobs').set({ status: 'ready' }).where('id', '=', next.id).execute();
  }

  return {
    /** Puts a job at the end of its lane. @returns its id */
    async enqueue({ kind, lane, payload, runAt, createdAt }: NewJob): Promise<number> {
      // Locked, so that it cannot finish (and promote nobody) while this one is on its way behind it.
      const last = await db
        .selectFrom('jobs')
        .select('id')
        .where('lane', '=', lane)
        .where('finished_at', 'is', null)
        .orderBy('id', 'desc')
        .limit(1)
        .modifyEnd(engine.lockRows)
        .executeTakeFirst();
      const row = await db
        .insertInto('jobs')
        .values({
          kind,
          lane,
          payload_json: JSON.stringify(payload),
          status: last ? 'queued' : 'ready',
          attempts: 0,
          run_at: runAt,
          created_at: createdAt,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      return row.id;
    },

    /**
     * Takes heads of lanes that are due, the longest due first. No two processes get the same one.
     */
    async claim({ kinds, now, lease, limit, room }: Claim): Promise<Job[]> {
      let due = db
        .selectFrom('jobs')
        .select(['id', 'lane'])
        .where('status', '=', READY)
        .where('kind', 'in', kinds)
        .where('run_at', '<=', now);
      for (const group of room.full()) due = due.where(isOutside(group));
      const found = await due.orderBy('run_at').limit(CLAIM_WINDOW).modifyEnd(engine.claimRows).execute();
      const ids = [];
      for (const { id, lane } of found) if (ids.length < limit && room.take(groupOf(lane))) ids.push(id);
      if (ids.length === 0) return [];
      const rows = await db
        .updateTable('jobs')
        .set((eb) => ({
          attempts: eb('attempts', '+', 1),
          run_at: lease.until,
          lease_until: lease.until,
          lease_owner: lease.owner,
        }))
        .where('id', 'in', ids)
        .returningAll()
        .execute();
      return rows.map(toJob).toSorted((a, b) => a.id - b.id);
    },

    async renew(ids: readonly number[], { owner, until }: Lease): Promise<void> {
      await db
        .updateTable('jobs')
        .set({ run_at: until, lease_until: until })
        .where('id', 'in', ids)
        .where('lease_owner', '=', owner)
        .where('status', '=', READY)
        .execute();
    },

    /** Whether the job is this process's; if so it stays so until the transaction ends. */
    async isLeased(id: number, owner: string): Promise<boolean> {
      const row = await db
        .selectFrom('jobs')
        .select('id')
        .where('id', '=', id)
        .where('lease_owner', '=', owner)
        .where('status', '=', READY)
        .modifyEnd(engine.lockRows)
        .executeTakeFirst();
      return row !== undefined;
    },

    /** Writes down what became of a job that this process has. */
    async settle(job: Job, outcome: JobOutcome, now: number): Promise<void> {
      const free = { lease_owner: null, lease_until: null };
      const changes =
        outcome.result === 'again'
          ? { ...free, run_at: outcome.at, last_error: outcome.error }
          : {
              ...free,
              status: outcome.result,
              finished_at: now,
              last_error: outcome.result === 'failed' ? outcome.error : null,
            };
      await db.updateTable('jobs').set(changes).where('id', '=', job.id).execute();
      if (outcome.result !== 'again') await promote(job.lane);
    },

    /** Runs a job that waits for its next attempt now, unless it runs already. */
    async hurry(id: number, now: number): Promise<void> {
      await db
        .updateTable('jobs')
        .set({ run_at: now })
        .where('id', '=', id)
        .where('finished_at', 'is', null)
        .where('lease_owner', 'is', null)
        .where('run_at', '>', now)
        .execute();
    },

    async forget(status: 'done' | 'failed', before: number): Promise<void> {
      await db.deleteFrom('jobs').where('status', '=', status).where('finished_at', '<', before).execute();
    },
  };
}

interface Claim {
  kinds: readonly string[];
  now: number;
  lease: Lease;
  limit: number;
  room: GroupRoom;
}

/** Keeps one group from taking all places. */
export interface GroupRoom {
  /** Groups of which no more may run. */
  full(): string[];
  /** @returns whether one more of the group may run; then it counts */
  take(group: string): boolean;
}

function toJob(row: JobRow): Job {
  return {
    id: row.id,
    kind: row.kind,
    lane: row.lane,
    payload: JSON.parse(row.payload_json) as unknown,
    attempts: row.attempts,
    createdAt: row.created_at,
  };
}
