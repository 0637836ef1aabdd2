import type { Principal, SignedIn } from '../../src/domain/access.ts';
import type { NoteView, Visibility } from '../../src/domain/note.ts';
import { startJobRunner } from '../../src/services/job-runner.ts';
import { createServices, type ServiceOptions, type Services } from '../../src/services/index.ts';
import type { NewNote, NoteQuery } from '../../src/services/notes.ts';
import type { Random } from '../../src/services/random.ts';
import { EPOCH, newUser, signedIn } from './records.ts';
import { openTestStore, type TestStore } from './store.ts';

export const SETUP_CODE = '12345678';
export const PASSWORD = 'correct horse';
export const DEVICE = { address: '192.0.2.1', userAgent: 'test' };

/** Time that stands still until it is moved. */
export interface FakeClock {
  (): number;
  advance(ms: number): void;
}

export function fakeClock(): FakeClock {
  let now = EPOCH;
  const clock = () => now;
  return Object.assign(clock, {
    advance(ms: number) {
      now += ms;
    },
  });
}

/** Draws that are different, and the same in every run. */
export function fakeRandom(): Random {
  let count = 0;
  return {
    uid: () => `a${(++count).toString(16).padStart(7, '0')}`,
    secret: () => `secret-${++count}`,
    code: () => SETUP_CODE,
  };
}

export interface TestServices extends TestStore {
  services: Services;
  clock: FakeClock;
}

export async function openTestServices(given: Partial<ServiceOptions> = {}): Promise<TestServices> {
  const opened = await openTestStore();
  const clock = fakeClock();
  const services = await createServices({
    store: opened.store,
    limits: { maxContentBytes: 8 * 1024 * 1024 },
    guessing: { perAccount: 5, perAddress: 20 },
    allowSignUp: undefined,
    clock,
    random: fakeRandom(),
    ...given,
  });
  return { ...opened, services, clock };
}

/** A user straight in the store, signed in by session; no password is hashed. */
export async function addUser(
  { store }: TestStore,
  username: string,
  given: Parameters<typeof newUser>[1] = {},
): Promise<SignedIn> {
  const user = await store.transact((tx) => tx.users.insert(newUser(username, given)));
  return signedIn(user.id, { role: user.role });
}

/** Creates a note that is not meant to be a repetition of an earlier request. */
export async function addNote(
  services: Services,
  principal: Principal,
  content: string,
  given: Partial<NewNote> | Visibility = {},
): Promise<NoteView> {
  const input = typeof given === 'string' ? { visibility: given } : given;
  const created = await services.notes.create(principal, { content, ...input });
  if (!('result' in created)) throw new Error('This request was a repetition');
  return created.result;
}

export const NEWEST_FIRST: NoteQuery = {
  orderBy: 'created',
  direction: 'desc',
  limit: 50,
  status: 'NORMAL',
  page: 1,
};

/** Does all that is to be done in the background, and waits for it. */
export async function runJobs({ store, services, clock }: TestServices): Promise<void> {
  const failures: object[] = [];
  const log = { error: (details: object) => void failures.push(details) };
  const { jobs, jobHandlers: handlers } = services;
  const runner = startJobRunner({ store, jobs, clock, handlers, log });
  const isDue = async () => ((await store.read.jobs.nextRunAt(Object.keys(handlers))) ?? Infinity) <= clock();
  while ((await isDue()) || (await store.read.jobs.unfinished(1)).some((job) => job.lease_owner !== null))
    await new Promise((resolve) => setTimeout(resolve, 2));
  await runner.stop();
  if (failures.length > 0) throw new Error('A job failed', { cause: failures[0] });
}
