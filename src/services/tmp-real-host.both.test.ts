import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startHostileWeb, type HostileWeb } from '../../test/support/hostile-web.ts';
import { codeOf } from '../../test/support/outcomes.ts';
import { runRaw } from '../../test/support/raw-database.ts';
import { addUser, openTestServices, type TestServices } from '../../test/support/services.ts';
import type { SignedIn } from '../domain/access.ts';
import { DuplicateError } from '../domain/capture/duplicate.ts';
import { LEASE_MS } from '../domain/job.ts';
import { HOUR, MINUTE } from '../domain/time.ts';
import { CaptureFailure, createCapturer, type Capturer } from './capture/index.ts';
import type { Capture } from './capture-jobs.ts';
import { startJobRunner, type JobRunner } from './job-runner.ts';

let opened: TestServices;
let web: HostileWeb;
let capturer: Capturer;
let runner: JobRunner;
let ada: SignedIn;
const log: object[] = [];
/** In place of the capturer, where a test wants another one. */
let other: Capture | null;

beforeEach(async () => {
  web = await startHostileWeb();
  capturer = createCapturer({ ...web.reach, maxContentBytes: 100_000 });
  other = null;
  log.length = 0;
  opened = await openTestServices({ capture: (url, signal) => (other ?? capturer.capture)(url, signal) });
  ada = await addUser(opened, 'ada');
  runner = start();
});
afterEach(async () => {
  await Promise.all([runner.stop(), capturer.close()]);
  await opened.close();
  await web.close();
});

function start(): JobRunner {
  const { store, clock, services } = opened;
  const error = (details: object) => void log.push(details);
  return startJobRunner({
    store,
    jobs: services.jobs,
    clock,
    handlers: services.jobHandlers,
    log: { error },
  });
}

const add = (url: string) => opened.services.memories.add(ada, { content: url });
const get = (id: number) => opened.services.memories.get(ada, { id });

async function until<T>(look: () => Promise<T | false>): Promise<T> {
  for (;;) {
    const found = await look();
    if (found !== false) return found;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** When no job runs, nor is due. */
const settled = () =>
  until(async () => {
    const { jobs } = opened.store.read;
    const [next, busy] = [
      await jobs.nextRunAt(['capture']),
      (await jobs.unfinished(100)).some((job) => job.lease_owner),
    ];
    return !busy && (next === null || next > opened.clock());
  });

async function captured(id: number) {
  await settled();
  return get(id);
}

/** Lets the time pass, and has the runner look. */
async function later(ms: number): Promise<void> {
  opened.clock.advance(ms);
  opened.services.jobs.wake();
  await settled();
}

const pageOf = (
  title: string,
  text = `${title} has a text that is long enough to be the text of a page. `.repeat(8),
) =>
  `<html lang="en"><head><title>${title}</title><meta name="description" content="About ${title}"></head>
   <body><article><h1>${title}</h1><p>${text}</p></article></body></html>`;

/** A page that comes only when it is let. */
function serveSlowly() {
  const asked = Promise.withResolvers<void>();
  const answer = Promise.withResolvers<void>();
  const url = web.serve('/slow', async (_request, response) => {
    asked.resolve();
    await answer.promise;
    response.writeHead(200, { 'content-type': 'text/html' }).end(pageOf('Tea'));
  });
  return { url, asked, answer };
}

const versions = async (id: number) =>
  (await opened.store.read.notes.versions(id)).map(({ content }) => content);


test('real', { timeout: 100_000 }, async () => {
  let [now, most] = [0, 0];
  const t0 = performance.now();
  const urls = Array.from({ length: 24 }, (_, i) => web.serve('/p' + i, async (_request, response) => {
    most = Math.max(most, ++now);
    console.log('asked', i, now, Math.round(performance.now() - t0));
    await new Promise(setImmediate);
    now--;
    response.writeHead(200, { 'content-type': 'text/html' }).end(pageOf('Tea ' + i));
  }));
  await opened.services.memories.addAll(ada, urls);
  console.log('added', Math.round(performance.now() - t0));
  const timer = setInterval(async () => console.log(JSON.stringify(await opened.store.read.jobs.counts()), Math.round(performance.now() - t0), JSON.stringify(log)), 1000);
  await until(async () => (await opened.store.read.jobs.counts()).done === 24);
  clearInterval(timer);
  console.log('end', most, Math.round(performance.now() - t0));
  console.log(JSON.stringify((await opened.store.read.jobs.unfinished(5))));
});
