import { requireAdministrator, type Principal } from '../domain/access.ts';
import type { JobStatus } from '../domain/job.ts';
import type { Clock } from '../domain/time.ts';
import type { JobRow } from '../store/job-tables.ts';
import type { Store, Tx } from '../store/store.ts';

export type Jobs = ReturnType<typeof createJobs>;

/** A job as administrators see it: nothing of what it is about but its kind and its lane. */
export interface JobView {
  id: number;
  kind: string;
  lane: string;
  status: JobStatus;
  /** Whether a process works on it. */
  running: boolean;
  attempts: number;
  runAt: number;
  lastError: string | null;
  createdAt: number;
  finishedAt: number | null;
}

const LISTED = 100;

/** Work that is promised in the transaction of a change, and done after it, by whichever process is free. */
export function createJobs({ store, clock }: { store: Store; clock: Clock }) {
  const listeners = new Set<() => void>();

  return {
    /** @returns the job's id */
    async enqueue(
      tx: Tx,
      job: { kind: string; lane: string; payload: unknown; runAt?: number },
    ): Promise<number> {
      const now = clock();
      tx.afterCommit(() => this.wake());
      return tx.jobs.enqueue({ ...job, runAt: job.runAt ?? now, createdAt: now });
    },

    /** Lets the runners of this process look for work now. */
    wake(): void {
      for (const listener of listeners) listener();
    },

    /** @returns what ends it */
    onWake(listener: () => void): () => void {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },

    /** The newest that have not succeeded. @throws PERMISSION_DENIED for all but administrators */
    async list(principal: Principal): Promise<{ counts: Record<JobStatus, number>; jobs: JobView[] }> {
      requireAdministrator(principal);
      const [counts, rows] = [await store.read.jobs.counts(), await store.read.jobs.unfinished(LISTED)];
      return { counts, jobs: rows.map((row) => view(row, clock())) };
    },
  };
}

function view(row: JobRow, now: number): JobView {
  return {
    id: row.id,
    kind: row.kind,
    lane: row.lane,
    status: row.status,
    running: row.lease_until !== null && row.lease_until > now,
    attempts: row.attempts,
    runAt: row.run_at,
    lastError: row.last_error,
    createdAt: row.created_at,
    finishedAt: row.finished_at,
  };
}
