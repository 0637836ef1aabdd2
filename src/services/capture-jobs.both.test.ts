import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { startHostileWeb, type HostileWeb } from '../../test/support/hostile-web.ts';
import { longestTurn } from '../../test/support/longest-turn.ts';
import { codeOf } from '../../test/support/outcomes.ts';
import { runRaw } from '../../test/support/raw-database.ts';
import { addUser, openTestServices, type TestServices } from '../../test/support/services.ts';
import type { SignedIn } from '../domain/access.ts';
import { DuplicateError } from '../domain/capture/duplicate.ts';
import { LEASE_MS } from '../domain/job.ts';
import { HOUR, MINUTE } from '../domain/time.ts';
import { createCapturer, type Capturer } from './capture/index.ts';
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

describe('a page', () => {
  test('becomes a note with its text, and is found', async () => {
    const { note } = await add(web.serve('/tea', pageOf('Tea')));
    const { note: kept, page } = await captured(note.id);
    expect(kept).toMatchObject({ title: 'Tea', kind: 'page' });
    expect(kept.content).toContain(`# Tea\n\n<${web.url('/tea')}>\n\n`);
    expect(page).toMatchObject({ status: 'done', description: 'About Tea', reason: null, attempts: 1 });
    const { hits } = await opened.services.search.find(ada, { q: 'long enough', limit: 10 });
    expect(hits.map((hit) => hit.note.id)).toEqual([note.id]);
    expect(await versions(note.id)).toEqual([`<${web.url('/tea')}>`]);
    expect(log).toEqual([]);
  });

  test('that led somewhere else is known by both addresses', async () => {
    const there = web.serve('/tea', pageOf('Tea'));
    const url = web.serve(
      '/t',
      (_request, response) => void response.writeHead(302, { location: there }).end(),
    );
    const { note } = await add(url);
    expect((await captured(note.id)).page).toMatchObject({ url: there, status: 'done' });
    for (const again of [url, there, `${there}?utm_source=mail`]) {
      const error = await add(again).catch((reason: unknown) => reason);
      expect([again, error instanceof DuplicateError && error.uid]).toEqual([again, note.uid]);
    }
    await opened.services.memories.remove(ada, { id: note.id });
    expect(await codeOf(add(there))).toBe('OK');
  });

  test('is known by the address that it calls its own on the same host, and by no other one', async () => {
    const linked = (href: string) =>
      pageOf('Tea').replace('<head>', `<head><link rel="canonical" href="${href}">`);
    const own = web.url('/tea');
    const { note } = await add(web.serve('/tea.html', linked(own)));
    await captured(note.id);
    const error = await add(`${own}?utm_source=mail`).catch((reason: unknown) => reason);
    expect(error instanceof DuplicateError && error.uid).toBe(note.uid);
    const foreign = web.url('/milk', 'other.example');
    await captured((await add(web.serve('/milk.html', linked(foreign)))).note.id);
    expect(await codeOf(add(foreign))).toBe('OK');
  });

  test('that led to a sign-in for once is asked for by its own address again', async () => {
    const there = web.serve('/sign-in', pageOf('Sign in'));
    const url = web.serve(
      '/tea',
      (_request, response) => void response.writeHead(302, { location: there }).end(),
    );
    const { note } = await add(url);
    expect((await captured(note.id)).page).toMatchObject({ url: there, givenUrl: url });
    web.serve('/tea', pageOf('Tea'));
    await opened.services.memories.recapture(ada, { id: note.id });
    const { note: kept, page } = await captured(note.id);
    expect([kept.title, page?.url, page?.givenUrl]).toEqual(['Tea', url, null]);
    expect(await codeOf(add(there))).toBe('OK');
  });

  test('moves the revision of its owner and of the spaces that hold it', async () => {
    const { uid } = await opened.services.spaces.create(ada, { name: 'Kitchen' });
    await runner.stop();
    const { note } = await opened.services.memories.add(ada, {
      content: web.serve('/tea', pageOf('Tea')),
      spaces: [uid],
    });
    const revisions = async () => [
      (await opened.services.memories.scope(ada, undefined)).revision,
      (await opened.services.memories.scope(ada, uid)).revision,
    ];
    const [own = 0, held = 0] = await revisions();
    runner = start();
    await captured(note.id);
    const [ownAfter, heldAfter] = await revisions();
    expect([ownAfter, heldAfter]).toEqual([own + 1, held + 1]);
  });

  test('that is not there fails with the reason, and is not asked for again', async () => {
    const { note } = await add(web.url('/missing'));
    const { page, note: kept } = await captured(note.id);
    expect(page).toMatchObject({ status: 'failed', attempts: 1, nextAttemptAt: null });
    expect(page?.reason).toMatch(/^[A-Z].*\.$/);
    expect(kept.content).toBe(`<${web.url('/missing')}>`);
    await later(24 * HOUR);
    expect(web.requests.length).toBe(1);
  });

  test('in a private network is never asked for', async () => {
    const { note } = await add(web.url('/', 'private.example'));
    expect((await captured(note.id)).page).toMatchObject({ status: 'failed', nextAttemptAt: null });
    expect(web.requests).toEqual([]);
  });

  test('that cannot be had for now is asked for again after pauses, four times', async () => {
    const url = web.serve('/busy', (_request, response) => void response.writeHead(503).end());
    const { note } = await add(url);
    const seen = [];
    for (const pause of [MINUTE, 10 * MINUTE, HOUR, 6 * HOUR]) {
      const { page } = await captured(note.id);
      seen.push([page?.status, page?.attempts, (page?.nextAttemptAt ?? 0) - opened.clock()]);
      await later(pause - 1);
      expect((await get(note.id)).page?.attempts).toBe(page?.attempts);
      await later(1);
    }
    expect(seen).toEqual([
      ['failed', 1, MINUTE],
      ['failed', 2, 10 * MINUTE],
      ['failed', 3, HOUR],
      ['failed', 4, 6 * HOUR],
    ]);
    expect((await get(note.id)).page).toMatchObject({ status: 'failed', attempts: 5, nextAttemptAt: null });
    await later(48 * HOUR);
    expect(web.requests.length).toBe(5);
  });

  test('that can be had again by then is kept', async () => {
    const url = web.serve('/tea', (_request, response) => void response.writeHead(503).end());
    const { note } = await add(url);
    await captured(note.id);
    web.serve('/tea', pageOf('Tea'));
    await later(MINUTE);
    expect((await get(note.id)).page).toMatchObject({ status: 'done', attempts: 2, reason: null });
  });
});

describe('trying again by hand', () => {
  test('fetches at once, and what waited for a later attempt leaves it alone', async () => {
    const url = web.serve('/tea', (_request, response) => void response.writeHead(503).end());
    const { note } = await add(url);
    await captured(note.id);
    web.serve('/tea', pageOf('Tea'));
    expect((await opened.services.memories.recapture(ada, { id: note.id })).page?.status).toBe('queued');
    expect((await captured(note.id)).page).toMatchObject({ status: 'done', attempts: 1 });
    const asked = web.requests.length;
    await later(MINUTE);
    expect(web.requests.length).toBe(asked);
  });

  test('that fails too has one series of attempts, not two', async () => {
    const url = web.serve('/busy', (_request, response) => void response.writeHead(503).end());
    const { note } = await add(url);
    await captured(note.id);
    await later(MINUTE / 2);
    await opened.services.memories.recapture(ada, { id: note.id });
    await captured(note.id);
    expect(web.requests.length).toBe(2);
    await later(MINUTE / 2);
    expect(web.requests.length).toBe(2);
    await later(MINUTE / 2);
    expect(web.requests.length).toBe(3);
    expect((await get(note.id)).page).toMatchObject({ attempts: 2, status: 'failed' });
  });

  test('is for pages, and for their owner', async () => {
    const ben = await addUser(opened, 'ben');
    const { note } = await opened.services.memories.add(ada, { content: 'A text' });
    expect(await codeOf(opened.services.memories.recapture(ada, { id: note.id }))).toBe('INVALID_ARGUMENT');
    expect(await codeOf(opened.services.memories.recapture(ben, { id: note.id }))).toBe('NOT_FOUND');
  });

  test('takes the page as it is by then, and keeps the one before in the history', async () => {
    const { note } = await add(web.serve('/tea', pageOf('Tea')));
    const first = (await captured(note.id)).note.content;
    web.serve('/tea', pageOf('Green tea'));
    await opened.services.memories.recapture(ada, { id: note.id });
    expect((await captured(note.id)).note.title).toBe('Green tea');
    expect((await versions(note.id))[0]).toBe(first);
  });

  test('never overwrites what somebody has written, and leaves the new page in the history', async () => {
    const { note } = await add(web.serve('/tea', pageOf('Tea')));
    await captured(note.id);
    await opened.services.notes.update(ada, { id: note.id }, { content: 'My own words' });
    web.serve('/tea', pageOf('Green tea'));
    await opened.services.memories.recapture(ada, { id: note.id });
    const { note: kept, page } = await captured(note.id);
    expect([kept.content, page?.status]).toEqual(['My own words', 'done']);
    expect((await versions(note.id))[0]).toContain('# Green tea');
  });
});

describe('what the page of an edited note says', () => {
  test('is in its history once, however often it is fetched', async () => {
    const { note } = await add(web.serve('/tea', pageOf('Tea')));
    const first = (await captured(note.id)).note.content;
    await opened.services.notes.update(ada, { id: note.id }, { content: 'My own words' });
    for (let count = 0; count < 3; count++) {
      opened.clock.advance(MINUTE);
      await opened.services.memories.recapture(ada, { id: note.id });
      await captured(note.id);
    }
    expect(await versions(note.id)).toEqual([first, `<${web.url('/tea')}>`]);
  });
});

describe('a job that cannot read what it is about', () => {
  const broken = () => Promise.reject(new Error('The connection was ended'));

  test('runs again after a while, and fetches the page', async () => {
    await runner.stop();
    const { note } = await add(web.serve('/tea', pageOf('Tea')));
    const find = vi.spyOn(opened.store.read.pages, 'find').mockImplementationOnce(broken);
    runner = start();
    await settled();
    find.mockRestore();
    expect((await get(note.id)).page?.status).toBe('queued');
    await later(MINUTE);
    expect((await get(note.id)).page).toMatchObject({ status: 'done', attempts: 1 });
  });

  test('is helped by trying again by hand, once it has been given up', async () => {
    await runner.stop();
    const { note } = await add(web.serve('/tea', pageOf('Tea')));
    await runRaw(opened.url, "update jobs set status = 'failed', finished_at = 1");
    runner = start();
    await opened.services.memories.recapture(ada, { id: note.id });
    expect((await captured(note.id)).page?.status).toBe('done');
  });
});

test('a slow attempt that fails leaves what somebody has fetched by hand meanwhile', async () => {
  const asked = Promise.withResolvers<void>();
  const answer = Promise.withResolvers<void>();
  let count = 0;
  const url = web.serve('/tea', async (_request, response) => {
    const attempt = ++count;
    if (attempt === 2) {
      asked.resolve();
      await answer.promise;
    }
    response.writeHead(attempt < 3 ? 503 : 200, { 'content-type': 'text/html' }).end(pageOf('Tea'));
  });
  const { note } = await add(url);
  await captured(note.id);
  opened.clock.advance(MINUTE);
  opened.services.jobs.wake();
  await asked.promise;
  await opened.services.memories.recapture(ada, { id: note.id });
  await until(async () => (await get(note.id)).page?.status === 'done');
  answer.resolve();
  expect((await captured(note.id)).page).toMatchObject({ status: 'done', reason: null, nextAttemptAt: null });
});

test('a note that is edited while its page is fetched stays as it was edited', async () => {
  const { url, asked, answer } = serveSlowly();
  const { note } = await add(url);
  await asked.promise;
  await opened.services.notes.update(ada, { id: note.id }, { content: 'Read this on Sunday' });
  answer.resolve();
  const { note: kept, page } = await captured(note.id);
  expect([kept.content, page?.status]).toEqual(['Read this on Sunday', 'done']);
  expect((await versions(note.id))[0]).toContain('# Tea');
});

test('a note that is removed for good while its page is fetched needs nothing any more', async () => {
  const { url, asked, answer } = serveSlowly();
  const { note } = await add(url);
  await asked.promise;
  await opened.services.notes.remove(ada, { id: note.id });
  await opened.services.notes.remove(ada, { id: note.id }, { force: true });
  answer.resolve();
  await settled();
  expect(await opened.store.read.jobs.counts()).toMatchObject({ ready: 0, queued: 0, done: 1 });
  expect(log).toEqual([]);
});

describe('a note in the trash', () => {
  const trash = (id: number) => opened.services.memories.remove(ada, { id });
  const restore = (id: number) => opened.services.notes.update(ada, { id }, { status: 'NORMAL' });

  test('has its page fetched when it is restored, and not before', async () => {
    await runner.stop();
    const { note } = await add(web.serve('/tea', pageOf('Tea')));
    await trash(note.id);
    runner = start();
    await settled();
    await later(24 * HOUR);
    expect(web.requests.length).toBe(0);
    await restore(note.id);
    await later(0);
    expect((await get(note.id)).page).toMatchObject({ status: 'done', attempts: 1 });
  });

  test('that is restored before its turn came has its page fetched', async () => {
    await runner.stop();
    const { note } = await add(web.serve('/tea', pageOf('Tea')));
    await trash(note.id);
    await restore(note.id);
    runner = start();
    expect((await captured(note.id)).note.title).toBe('Tea');
    expect(await versions(note.id)).toEqual([`<${web.url('/tea')}>`]);
  });

  test('has its page asked for again only after it is restored', async () => {
    const url = web.serve('/tea', (_request, response) => void response.writeHead(503).end());
    const { note } = await add(url);
    await captured(note.id);
    web.serve('/tea', pageOf('Tea'));
    await trash(note.id);
    await later(MINUTE);
    expect(web.requests.length).toBe(1);
    await restore(note.id);
    await later(0);
    expect((await get(note.id)).page).toMatchObject({ status: 'done', attempts: 2 });
  });
});

test('a fault of the program is told, and can be tried again', async () => {
  other = () => Promise.reject(new TypeError('x is not a function'));
  const { note } = await add(web.serve('/tea', pageOf('Tea')));
  const { page } = await captured(note.id);
  expect(page).toMatchObject({ status: 'failed', nextAttemptAt: null });
  expect(page?.reason).toContain('fault');
  const [job] = await opened.store.read.jobs.unfinished(1);
  expect(job?.last_error).toContain('x is not a function');
  other = null;
  await opened.services.memories.recapture(ada, { id: note.id });
  expect((await captured(note.id)).page?.status).toBe('done');
});

test('nothing is fetched for an account that was closed', async () => {
  await runner.stop();
  await add(web.serve('/tea', pageOf('Tea')));
  const host = await addUser(opened, 'hilda', { role: 'HOST' });
  await opened.services.users.remove(host, { id: ada.userId });
  runner = start();
  await settled();
  expect(web.requests).toEqual([]);
});

test('a job that never comes to its end stops some time', async () => {
  await runner.stop();
  const { note } = await add(web.serve('/tea', pageOf('Tea')));
  await runRaw(opened.url, 'update jobs set attempts = 30');
  runner = start();
  const { page } = await captured(note.id);
  expect(page).toMatchObject({
    status: 'failed',
    nextAttemptAt: null,
    reason: expect.stringMatching(/^The page/),
  });
  expect(web.requests).toEqual([]);
});

test('a server that is stopped while it fetches says nothing of the page, and the next one fetches it', async () => {
  const asked = Promise.withResolvers<void>();
  web.serve('/slow', () => asked.resolve());
  const { note } = await add(web.url('/slow'));
  await asked.promise;
  await Promise.all([runner.stop(), capturer.close()]);
  expect((await get(note.id)).page).toMatchObject({ status: 'queued', reason: null, attempts: 0 });
  web.serve('/slow', pageOf('Tea'));
  capturer = createCapturer({ ...web.reach, maxContentBytes: 100_000 });
  opened.clock.advance(LEASE_MS);
  runner = start();
  expect((await captured(note.id)).page?.status).toBe('done');
});

test('only a few pages of one host are asked for at once', async () => {
  let [now, most] = [0, 0];
  const four = Promise.withResolvers<void>();
  const urls = Array.from({ length: 24 }, (_, index) =>
    web.serve(`/${index}`, async (_request, response) => {
      response.once('close', () => now--);
      most = Math.max(most, ++now);
      if (most === 4) four.resolve();
      await four.promise;
      response.writeHead(404).end();
    }),
  );
  await opened.services.memories.addAll(ada, urls);
  // Not until all are done: a page that a slow machine keeps silent for too long is put off, and this clock stands still.
  await settled();
  expect(most).toBe(4);
  expect(new Set(web.requests.map(({ url }) => url)).size).toBe(24);
});

test.each([
  ['of brackets', '[a *b* `c`  '],
  ['of emphasis', '*a _b '],
  ['of words', 'some words of a page that is long, and on it goes. '],
])('nobody else waits for 100 ms while a long note %s is kept', async (_what, words) => {
  const long = createCapturer({ ...web.reach, maxContentBytes: 1_040_000 });
  other = long.capture;
  const markdown = Buffer.from('# Tea\n\n' + words.repeat(1_030_000 / words.length));
  const { note } = await add(web.serve('/tea.md', markdown, 'text/markdown'));
  expect(await longestTurn(() => captured(note.id))).toBeLessThan(100);
  expect((await get(note.id)).note.chars).toBeGreaterThan(1_000_000);
  await long.close();
});
