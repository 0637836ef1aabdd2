import { randomUUID } from 'node:crypto';
import { DomainError, type ErrorCode } from '../domain/errors.ts';
import { groupOf, LEASE_MS, RETRY_PAUSES_MS, type Job, type JobOutcome } from '../domain/job.ts';
import { SECOND, type Clock } from '../domain/time.ts';
import type { GroupRoom } from '../store/jobs.ts';
import type { Store, Tx } from '../store/store.ts';
import type { Jobs } from './jobs.ts';

/**
 * Does what is to be done outside the store, and returns what is to be written of it: in the transaction that settles the
 * job, or not at all where the job has passed to another process meanwhile. What it throws has the job run again after
 * pauses, and fail when there are no more; where only its writing fails, see `PASSING`.
 * @param signal aborts when the process does not wait any longer
 */
export type JobHandler = (job: Job, signal: AbortSignal) => Promise<Write>;
type Write = (tx: Tx) => Promise<JobOutcome>;

export interface JobRunner {
  /** Begins no more jobs, and waits for those under way, at most 10 s; the leases of the rest lapse. */
  stop(): Promise<void>;
}

interface JobLog {
  error(details: object, message: string): void;
}

/** At once, in this process; of a group, such as one webhook. */
const CONCURRENCY = 16;
const GROUP_CONCURRENCY = 4;
/** How long work that another process has promised may go unseen. */
const POLL_MS = 2 * SECOND;
const RENEW_MS = LEASE_MS / 4;
const GRACE_MS = 10 * SECOND;
/** Why nothing can be written for now, though a reading works: somebody has to do something about it, and may take days. */
const PASSING: ReadonlySet<ErrorCode> = new Set(['VAULT_UNAVAILABLE', 'STORAGE_FULL', 'FILE_CONFLICT']);

/** Sleeps until a job is due or somebody wakes it; several may run beside each other on one store. */
export function startJobRunner({
  store,
  jobs,
  clock,
  handlers,
  log,
}: {
  store: Store;
  jobs: Jobs;
  clock: Clock;
  /** By the kind of job; kinds that are not here are left to others. */
  handlers: Readonly<Record<string, JobHandler>>;
  log: JobLog;
}): JobRunner {
  const owner = randomUUID();
  const kinds = Object.keys(handlers);
  const underWay = new Map<number, { job: Job; end: Promise<void> }>();
  const stopping = new AbortController();
  const abort = new AbortController();
  let looking: Promise<void> | null = null;
  let again = false;
  let timer: NodeJS.Timeout | undefined;

  /** One look at a time; who asks meanwhile gets another one after it. */
  function look(): void {
    if (stopping.signal.aborted) return;
    if (looking) {
      again = true;
      return;
    }
    clearTimeout(timer);
    looking = lookOnce();
  }

  async function lookOnce(): Promise<void> {
    let pause = POLL_MS;
    try {
      pause = await startWhatIsDue();
    } catch (error) {
      log.error({ err: error }, 'Looking for jobs failed; it will be tried again');
    }
    looking = null;
    if (!again) {
      if (!stopping.signal.aborted) timer = setTimeout(look, pause);
      return;
    }
    again = false;
    look();
  }

  /** @returns how long to sleep */
  async function startWhatIsDue(): Promise<number> {
    while (!stopping.signal.aborted && underWay.size < CONCURRENCY) {
      const now = clock();
      const next = await store.read.jobs.nextRunAt(kinds);
      if (next === null || next > now) return Math.min(POLL_MS, (next ?? Infinity) - now);
      const lease = { owner, until: now + LEASE_MS };
      const claimed = await store.transact((tx) =>
        tx.jobs.claim({ kinds, now, lease, limit: CONCURRENCY - underWay.size, room: roomLeft() }),
      );
      // What is due belongs to groups that are busy (whoever finishes looks again), or another process was faster.
      if (claimed.length === 0) return POLL_MS;
      for (const job of claimed) underWay.set(job.id, { job, end: run(job) });
    }
    return POLL_MS;
  }

  function roomLeft(): GroupRoom {
    const taken = new Map<string, number>();
    for (const { job } of underWay.values()) add(taken, groupOf(job.lane));
    return {
      full: () => [...taken].filter(([, count]) => count >= GROUP_CONCURRENCY).map(([group]) => group),
      take(group) {
        if ((taken.get(group) ?? 0) >= GROUP_CONCURRENCY) return false;
        add(taken, group);
        return true;
      },
    };
  }

  function add(taken: Map<string, number>, group: string): void {
    taken.set(group, (taken.get(group) ?? 0) + 1);
  }

  async function run(job: Job): Promise<void> {
    try {
      await settle(job, await attempt(job));
    } catch (error) {
      log.error(
        { err: error, job: job.id },
        'A job could not be settled; it will run again when its lease ends',
      );
    } finally {
      underWay.delete(job.id);
      look();
    }
  }

  async function attempt(job: Job): Promise<Write | null> {
    try {
      const write = await handlers[job.kind]?.(job, abort.signal);
      return abort.signal.aborted ? null : (write ?? null);
    } catch (error) {
      if (abort.signal.aborted) return null;
      log.error({ err: error, job: job.id, kind: job.kind }, 'A job failed unexpectedly');
      return async () => afterUnexpected(job, clock());
    }
  }

  async function settle(job: Job, write: Write | null): Promise<void> {
    if (!write) return;
    try {
      await settleBy(job, write);
    } catch (error) {
      if (!(error instanceof DomainError && PASSING.has(error.code))) throw error;
      // Not when the lease ends: that would be done every few seconds, for as long as it takes.
      await settleBy(job, async () => afterRefusal(job, clock(), error));
    }
  }

  async function settleBy(job: Job, write: Write): Promise<void> {
    await store.transact(async (tx) => {
      // The lease may have passed to another process, whose business the job is now.
      if (!(await tx.jobs.isLeased(job.id, owner))) return;
      await tx.jobs.settle(job, await write(tx), clock());
    });
  }

  const renewing = setInterval(() => {
    const ids = [...underWay.keys()];
    if (ids.length === 0) return;
    const lease = { owner, until: clock() + LEASE_MS };
    store
      .transact((tx) => tx.jobs.renew(ids, lease))
      .catch((error: unknown) => log.error({ err: error }, 'Leases of jobs could not be renewed'));
  }, RENEW_MS);
  const ignore = jobs.onWake(look);
  look();

  return {
    async stop() {
      stopping.abort();
      ignore();
      clearTimeout(timer);
      await looking;
      const timeUp = setTimeout(() => abort.abort(), GRACE_MS);
      await Promise.all([...underWay.values()].map(({ end }) => end));
      clearTimeout(timeUp);
      clearInterval(renewing);
    },
  };
}

/** A database that restarts, for one, says nothing of the job. */
function afterUnexpected({ attempts }: Job, now: number): JobOutcome {
  const error = 'Failed unexpectedly; the log has more';
  const pause = RETRY_PAUSES_MS[attempts - 1];
  return pause === undefined ? { result: 'failed', error } : { result: 'again', at: now + pause, error };
}

function afterRefusal({ attempts }: Job, now: number, { message }: DomainError): JobOutcome {
  const pause = RETRY_PAUSES_MS[attempts - 1] ?? RETRY_PAUSES_MS.at(-1)!;
  return { result: 'again', at: now + pause, error: message };
}
