import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { addUser, fakeClock } from '../../test/support/services.ts';
import { openTestStore, type TestStore } from '../../test/support/store.ts';
import type { SignedIn } from '../domain/access.ts';
import { LEASE_MS } from '../domain/job.ts';
import { HOUR, MINUTE } from '../domain/time.ts';
import type { CapturedPage } from './capture/index.ts';
import { pageOf } from './capture/page-of.ts';
import { startJobRunner } from './job-runner.ts';
import { createServices, type Services } from './index.ts';
import { createComparer } from './vault/comparer.ts';

let data: string;
let folder: string;
let opened: TestStore;
let services: Services;
let ada: SignedIn;
let fetched = 0;
const clock = fakeClock();

beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'commonplace-capture-'));
  folder = join(data, 'notes');
  mkdirSync(folder);
  fetched = 0;
  opened = await openTestStore();
  services = await createServices({
    store: opened.store,
    limits: { maxContentBytes: 100_000 },
    guessing: { perAccount: 5, perAddress: 20 },
    allowSignUp: undefined,
    clock,
    capture: async (url) => {
      fetched++;
      return { kind: 'page', url, ...pageOf({ title: 'Tea', content: 'A text.' }) } satisfies CapturedPage;
    },
    vault: { folderOf: () => folder, comparer: createComparer(opened.url), failed: () => {} },
  });
  ada = await addUser(opened, 'ada');
});
afterEach(async () => {
  await services.vault?.close();
  await opened.close();
  rmSync(data, { recursive: true, force: true });
});

/** Does what is due, and waits for it. */
async function run(): Promise<void> {
  const { store } = services.vault!;
  const log = { error: () => {} };
  const handlers = services.jobHandlers;
  const runner = startJobRunner({ store, jobs: services.jobs, clock, handlers, log });
  const isBusy = async () => {
    const due = (await store.read.jobs.nextRunAt(Object.keys(handlers))) ?? Infinity;
    return due <= clock() || (await store.read.jobs.unfinished(1)).some((job) => job.lease_owner !== null);
  };
  while (await isBusy()) await new Promise((resolve) => setTimeout(resolve, 2));
  await runner.stop();
}

test('a page is fetched after pauses while the folder of notes is not there, and kept when it is back', async () => {
  const { note } = await services.memories.add(ada, { content: 'https://example.com/tea' });
  renameSync(folder, `${folder}-away`);
  await run();
  expect(existsSync(folder)).toBe(false);
  // As often as leases end: once a minute would be enough.
  for (let count = 0; count < 5; count++) {
    clock.advance(LEASE_MS);
    await run();
  }
  expect(fetched).toBe(1);
  for (const pause of [MINUTE, 10 * MINUTE, HOUR, 6 * HOUR, 6 * HOUR]) {
    clock.advance(pause);
    await run();
  }
  expect(fetched).toBe(6);
  expect((await services.memories.get(ada, { id: note.id })).page?.status).toBe('queued');
  renameSync(`${folder}-away`, folder);
  clock.advance(6 * HOUR);
  await run();
  const { page, note: kept } = await services.memories.get(ada, { id: note.id });
  expect([page?.status, page?.reason, kept.title]).toEqual(['done', null, 'Tea']);
});
