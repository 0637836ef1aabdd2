import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { codeOf } from '../../test/support/outcomes.ts';
import { signedIn } from '../../test/support/records.ts';
import { fakeClock, type FakeClock } from '../../test/support/services.ts';
import { openTestStore, type TestStore } from '../../test/support/store.ts';
import { DomainError } from '../domain/errors.ts';
import { LEASE_MS, RETRY_PAUSES_MS, type Job, type JobOutcome } from '../domain/job.ts';
import { openStore } from '../store/open.ts';
import { startJobRunner, type JobHandler, type JobRunner } from './job-runner.ts';
import { createJobs, type Jobs } from './jobs.ts';

let opened: TestStore;
let clock: FakeClock;
let jobs: Jobs;
const runners: JobRunner[] = [];
const begun: string[] = [];

beforeEach(async () => {
  opened = await openTestStore();
  clock = fakeClock();
  jobs = createJobs({ store: opened.store, clock });
});
afterEach(async () => {
  await Promise.all(runners.splice(0).map((runner) => runner.stop()));
  begun.length = 0;
  await opened.close();
});

const DONE: JobOutcome = { result: 'done' };
const errors: unknown[] = [];

function run(handler: (job: Job) => Promise<JobOutcome> | JobOutcome, store = opened.store): JobRunner {
  const handle: JobHandler = async (job) => {
    begun.push(String(job.payload));
    const outcome = await handler(job);
    return async () => outcome;
  };
  const log = { error: (details: object) => void errors.push(details) };
  const runner = startJobRunner({ store, jobs, clock, handlers: { test: handle }, log });
  runners.push(runner);
  return runner;
}

const add = (lane: string, ...payloads: string[]) =>
  opened.store.transact(async (tx) => {
    for (const payload of payloads) await jobs.enqueue(tx, { kind: 'test', lane, payload });
  });

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 2));
}

const counts = () => opened.store.read.jobs.counts();
const allDone = async () => {
  const { queued, ready } = await counts();
  return queued + ready === 0;
};

test('a job runs after the transaction that promised it, and never when that failed', async () => {
  run(() => DONE);
  const failed = opened.store.transact(async (tx) => {
    await jobs.enqueue(tx, { kind: 'test', lane: 'a', payload: 'never' });
    throw new Error('no');
  });
  await expect(failed).rejects.toThrow('no');
  await add('a', 'one');
  await until(allDone);
  expect(begun).toEqual(['one']);
});

test('jobs of a lane run in order, one at a time; lanes run side by side', async () => {
  const release = new Map<string, () => void>();
  run(async ({ payload }) => {
    await new Promise<void>((resolve) => release.set(String(payload), resolve));
    return DONE;
  });
  await add('a', 'a1', 'a2');
  await add('b', 'b1');
  await until(() => begun.length === 2);
  expect(begun).toEqual(['a1', 'b1']);
  release.get('a1')?.();
  await until(() => begun.length === 3);
  expect(begun[2]).toBe('a2');
  release.get('a2')?.();
  release.get('b1')?.();
  await until(allDone);
});

test('of one group at most 4 run at once, and other groups are not held up', async () => {
  const release: (() => void)[] = [];
  let isOver = false;
  run(async ({ lane }) => {
    // One that is being claimed at the end begins after the others were let go.
    if (lane.startsWith('slow') && !isOver) await new Promise<void>((resolve) => release.push(resolve));
    return DONE;
  });
  await opened.store.transact(async (tx) => {
    for (let n = 0; n < 250; n++)
      await jobs.enqueue(tx, { kind: 'test', lane: `slow/${n}`, payload: 'slow' });
    await jobs.enqueue(tx, { kind: 'test', lane: 'quick/1', payload: 'quick' });
  });
  await until(() => begun.includes('quick'));
  expect(begun.filter((payload) => payload === 'slow')).toHaveLength(4);
  const stopped = runners[0]?.stop();
  isOver = true;
  for (const free of release) free();
  await stopped;
});

test('what is to be tried again waits for its time, and the lane with it', async () => {
  run(({ attempts }) =>
    attempts === 1 ? { result: 'again', at: clock() + 1000, error: 'not yet' } : { result: 'done' },
  );
  await add('a', 'a1', 'a2');
  await until(async () =>
    (await opened.store.read.jobs.unfinished(9)).some((job) => job.last_error !== null),
  );
  expect(begun).toEqual(['a1']);
  clock.advance(1000);
  jobs.wake();
  await until(() => begun.length === 3);
  expect(begun).toEqual(['a1', 'a1', 'a2']);
  clock.advance(1000);
  jobs.wake();
  await until(allDone);
});

test('what fails makes room for the next', async () => {
  run(({ payload }) => (payload === 'fails' ? { result: 'failed', error: 'for good' } : DONE));
  await add('a', 'fails', 'works');
  await until(allDone);
  expect(await counts()).toEqual({ queued: 0, ready: 0, done: 1, failed: 1 });
});

/** Lets the time pass until the head of the lane is due, and waits for what it does then. */
async function untilNextAttempt(count: number): Promise<void> {
  const isSettled = async () =>
    (await opened.store.read.jobs.unfinished(9)).every((job) => job.lease_owner === null);
  await until(async () => begun.length >= count && (await isSettled()));
  const next = await opened.store.read.jobs.nextRunAt(['test']);
  if (next !== null) clock.advance(Math.max(0, next - clock()));
  jobs.wake();
}

test('an unexpected error, which the log explains, is tried again after pauses, and then a failure', async () => {
  run(({ payload }) => {
    if (payload === 'throws') throw new Error('planted');
    return DONE;
  });
  const began = clock();
  await add('a', 'throws', 'works');
  for (let count = 1; count <= RETRY_PAUSES_MS.length; count++) await untilNextAttempt(count);
  await until(allDone);
  expect(begun).toEqual([...Array.from({ length: RETRY_PAUSES_MS.length + 1 }, () => 'throws'), 'works']);
  expect(clock() - began).toBe(RETRY_PAUSES_MS.reduce((sum, pause) => sum + pause));
  expect(await counts()).toEqual({ queued: 0, ready: 0, done: 1, failed: 1 });
  expect(errors).toContainEqual(expect.objectContaining({ kind: 'test' }));
  expect(JSON.stringify(await opened.store.read.jobs.unfinished(9))).not.toContain('planted');
});

test('an unexpected error that passes leaves nothing behind', async () => {
  run(({ attempts }) => {
    if (attempts === 1) throw new Error('planted');
    return DONE;
  });
  await add('a', 'one');
  await untilNextAttempt(1);
  await until(allDone);
  expect(await counts()).toEqual({ queued: 0, ready: 0, done: 1, failed: 0 });
});

describe('what cannot be written', () => {
  /** Writes nothing for the first so many times. */
  function runWriting(error: Error, times: number): void {
    const handle: JobHandler = async (job) => {
      begun.push(String(job.payload));
      return async () => {
        if (job.attempts <= times) throw error;
        return DONE;
      };
    };
    const log = { error: (details: object) => void errors.push(details) };
    runners.push(startJobRunner({ store: opened.store, jobs, clock, handlers: { test: handle }, log }));
  }

  test.each(['VAULT_UNAVAILABLE', 'STORAGE_FULL', 'FILE_CONFLICT'] as const)(
    'for now (%s) is done again after pauses, and not each time that the lease ends',
    async (code) => {
      runWriting(new DomainError(code), RETRY_PAUSES_MS.length + 2);
      await add('a', 'one');
      const pauses = [];
      for (let count = 1; count <= RETRY_PAUSES_MS.length + 2; count++) {
        const before = clock();
        await untilNextAttempt(count);
        pauses.push(clock() - before);
      }
      await until(allDone);
      expect(pauses).toEqual([...RETRY_PAUSES_MS, RETRY_PAUSES_MS.at(-1), RETRY_PAUSES_MS.at(-1)]);
      expect(await counts()).toMatchObject({ done: 1, failed: 0 });
    },
  );

  test('for another reason runs again when its lease ends', async () => {
    runWriting(new Error('planted'), 1);
    await add('a', 'one');
    await until(() => begun.length === 1);
    await until(async () => {
      clock.advance(LEASE_MS);
      jobs.wake();
      return allDone();
    });
    expect(begun).toEqual(['one', 'one']);
  });
});

test('a group with an underscore in its name does not hold up one that is like it', async () => {
  const release: (() => void)[] = [];
  run(async ({ lane }) => {
    if (lane.startsWith('a_b')) await new Promise<void>((resolve) => release.push(resolve));
    return DONE;
  });
  await opened.store.transact(async (tx) => {
    for (let n = 0; n < 4; n++) await jobs.enqueue(tx, { kind: 'test', lane: `a_b/${n}`, payload: 'slow' });
  });
  await until(() => release.length === 4);
  await add('axb/1', 'quick');
  await add('A_B/1', 'capital');
  await until(() => begun.length >= 6);
  expect(begun.toSorted()).toEqual(['capital', 'quick', 'slow', 'slow', 'slow', 'slow']);
  for (const free of release) free();
  await until(allDone);
});

test('the job of a process that died is taken up when its lease has ended, and not before', async () => {
  await add('a', 'a1', 'a2');
  const lease = { owner: 'dead', until: clock() + LEASE_MS };
  const room = { full: () => [], take: () => true };
  const claim = { kinds: ['test'], now: clock(), lease, limit: 9, room };
  expect(await opened.store.transact((tx) => tx.jobs.claim(claim))).toHaveLength(1);
  run(() => DONE);
  clock.advance(LEASE_MS - 1);
  jobs.wake();
  await add('b', 'b1');
  await until(() => begun.length === 1);
  expect(begun).toEqual(['b1']);
  clock.advance(1);
  jobs.wake();
  await until(allDone);
  expect(begun).toEqual(['b1', 'a1', 'a2']);
});

test('who has lost the lease writes nothing', async () => {
  let finish: () => void = () => {};
  const runner = run(async () => {
    await new Promise<void>((resolve) => (finish = resolve));
    return { result: 'failed', error: 'too late' };
  });
  await add('a', 'a1');
  await until(() => begun.length === 1);
  clock.advance(LEASE_MS);
  const lease = { owner: 'other', until: clock() + LEASE_MS };
  const room = { full: () => [], take: () => true };
  const claim = { kinds: ['test'], now: clock(), lease, limit: 9, room };
  expect(await opened.store.transact((tx) => tx.jobs.claim(claim))).toHaveLength(1);
  finish();
  await runner.stop();
  expect(await opened.store.read.jobs.unfinished(9)).toMatchObject([
    { status: 'ready', lease_owner: 'other' },
  ]);
});

test('several processes share the jobs: each runs once, in the order of its lane', async () => {
  const others = await Promise.all([openStore(opened.url), openStore(opened.url)]);
  const lanes = Array.from({ length: 10 }, (_, n) => `lane${n}`);
  const expected = lanes.map((lane) => Array.from({ length: 8 }, (_, n) => `${lane} ${n}`));
  for (const store of [opened.store, ...others]) run(() => DONE, store);
  await Promise.all(lanes.map((lane, index) => add(lane, ...(expected[index] ?? []))));
  await until(async () => {
    jobs.wake();
    return allDone();
  });
  expect(begun.toSorted()).toEqual(expected.flat().toSorted());
  for (const [index, lane] of lanes.entries()) {
    expect(begun.filter((payload) => payload.startsWith(`${lane} `))).toEqual(expected[index]);
  }
  await Promise.all(runners.splice(0).map((runner) => runner.stop()));
  await Promise.all(others.map((store) => store.close()));
});

test('a lane has one head, even when two begin it at once', async () => {
  const other = await openStore(opened.url);
  const stores = [opened.store, other];
  await Promise.all(
    Array.from({ length: 8 }, (_, n) =>
      stores[n % 2]!.transact(async (tx) => {
        await tx.jobs.enqueue({ kind: 'test', lane: 'a', payload: n, runAt: 0, createdAt: 0 });
        await tx.pause();
      }),
    ),
  );
  expect(await counts()).toMatchObject({ ready: 1, queued: 7 });
  run(() => DONE);
  await until(allDone);
  await other.close();
});

test('stopping waits for what is under way, and begins nothing more', async () => {
  let finish: () => void = () => {};
  const runner = run(async () => {
    await new Promise<void>((resolve) => (finish = resolve));
    return DONE;
  });
  await add('a', 'a1', 'a2');
  await until(() => begun.length === 1);
  const stopped = runner.stop();
  finish();
  await stopped;
  expect(begun).toEqual(['a1']);
  expect(await counts()).toMatchObject({ done: 1, ready: 1 });
});

test('only administrators see the jobs', async () => {
  expect(await codeOf(jobs.list(signedIn(1)))).toBe('PERMISSION_DENIED');
  expect(await codeOf(jobs.list(signedIn(1, { role: 'ADMIN', scope: 'write' })))).toBe('PERMISSION_DENIED');
  expect(await jobs.list(signedIn(1, { role: 'ADMIN' }))).toMatchObject({ jobs: [] });
});
