import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startHostileWeb, type HostileWeb } from '../../test/support/hostile-web.ts';
import { addUser, openTestServices, runJobs, type TestServices } from '../../test/support/services.ts';
import { createDiskBlobs } from '../blobs/disk.ts';
import { ANONYMOUS, type SignedIn } from '../domain/access.ts';
import { DAY, SECOND } from '../domain/time.ts';
import type { Blobs } from '../blobs/blobs.ts';
import { createCapturer, type Capturer } from './capture/index.ts';
import type { PictureLimits } from './capture-pictures.ts';

let folder: string;
let blobs: Blobs;
let web: HostileWeb;
let capturer: Capturer;
let opened: TestServices;
let ada: SignedIn;
const limits: PictureLimits = { count: 5, bytes: 2000, totalBytes: 5000, totalMs: 10 * SECOND };

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'commonplace-pictures-'));
  blobs = createDiskBlobs(folder);
  web = await startHostileWeb();
  await begin();
});
afterEach(async () => {
  await opened.close();
  await Promise.all([capturer.close(), web.close()]);
  rmSync(folder, { recursive: true, force: true });
});

async function begin(given: Partial<PictureLimits> = {}, maxUserBytes = 0, maxContentBytes = 100_000) {
  await opened?.close();
  await capturer?.close();
  capturer = createCapturer({ ...web.reach, maxContentBytes });
  opened = await openTestServices({
    capture: (url, signal) => capturer.capture(url, signal),
    download: (url, options) => capturer.download(url, options),
    pictureLimits: { ...limits, ...given },
    limits: { maxContentBytes },
    files: { blobs, maxUploadBytes: 100_000, maxUserBytes },
  });
  ada = await addUser(opened, 'ada');
}

/** Bytes that begin like a picture, of this length. */
const png = (name: string, length = 100) =>
  Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.from(name.padEnd(length - 8, '.'))]);
const serve = (name: string, length?: number) => web.serve(`/${name}.png`, png(name, length), 'image/png');
const words = 'These are words that stand between pictures so that there is something to read. '.repeat(6);
const page = (...pictures: string[]) =>
  web.serve(
    '/page',
    `<html><head><title>Cats</title></head><body><article><h1>Cats</h1><p>${words}</p>
     ${pictures.map((src, index) => `<p><img src="${src}" alt="cat ${index}"> ${words}</p>`).join('')}</article></body></html>`,
  );

async function save(url: string, pictures = true) {
  const { note } = await opened.services.memories.add(ada, { content: url, pictures });
  await runJobs(opened);
  return opened.services.memories.get(ada, { id: note.id });
}
/** What the pictures of a note point to. */
const targets = (content: string) =>
  Array.from(content.matchAll(/!\[[^\]]*\]\((<[^>]*>|[^\s)]+)/g), ([, target]) => target!);
const asked = (path: string) => web.requests.filter(({ url }) => url === path).length;
async function stored(): Promise<string[]> {
  const hashes = [];
  for await (const { hash } of blobs.list()) hashes.push(hash);
  return hashes;
}
const attachments = async () => (await opened.services.attachments.list(ada, { limit: 50, page: 1 })).items;

describe('pictures of a saved page', () => {
  test('stay links where nobody wants them kept', async () => {
    const picture = serve('a');
    const { note } = await save(page(picture), false);
    expect(targets(note.content)).toEqual([picture]);
    expect([note.attachments, asked('/a.png')]).toEqual([[], 0]);
  });

  test('become attachments of the note, which says where they are from', async () => {
    const [a, b] = [serve('a'), serve('b')];
    const { note, page: source } = await save(page(a, b, a));
    expect(source).toMatchObject({ status: 'done', reason: null });
    expect(note.attachments.map(({ filename, type }) => [filename, type]).toSorted()).toEqual([
      ['a.png', 'image/png'],
      ['b.png', 'image/png'],
    ]);
    const uids = new Map(note.attachments.map(({ filename, uid }) => [filename, uid]));
    expect(note.content).toContain(`![cat 0](/api/v1/resources/${uids.get('a.png')} "${a}")`);
    expect(note.content).toContain(`![cat 2](/api/v1/resources/${uids.get('a.png')} "${a}")`);
    expect([asked('/a.png'), (await attachments()).length]).toEqual([1, 2]);
    const content = await opened.services.attachments.content(ada, { uid: uids.get('b.png')! });
    expect(await buffer(await content.open())).toEqual(png('b'));
    const { hits } = await opened.services.search.find(ada, { q: 'has:file', limit: 5 });
    expect(hits.map((hit) => hit.note.id)).toEqual([note.id]);
  });

  test('are kept for who prefers it', async () => {
    await opened.services.preferences.update(ada, { 'keep-pictures': true });
    expect((await save(page(serve('a')), false)).note.attachments).toHaveLength(1);
    await opened.services.preferences.update(ada, { 'keep-pictures': null });
    const { note } = await save(web.serve('/other', png('other'), 'image/png'), false);
    expect([note.attachments, targets(note.content)]).toEqual([[], [`<${web.url('/other')}>`]]);
  });

  test('are seen by whom the note is shown to, and by nobody else', async () => {
    const { note } = await save(page(serve('a')));
    const ref = { uid: note.attachments[0]!.uid };
    await expect(opened.services.attachments.content(ANONYMOUS, ref)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await opened.services.notes.update(ada, { id: note.id }, { visibility: 'PUBLIC' });
    expect(await opened.services.attachments.content(ANONYMOUS, ref)).toMatchObject({ size: 100 });
  });

  test('that an address leads to are kept, too', async () => {
    const { note } = await save(web.serve('/cat.png', png('cat'), 'image/png'));
    expect(note.attachments).toMatchObject([{ filename: 'cat.png', size: 100 }]);
    expect(note.content).toContain(
      `](/api/v1/resources/${note.attachments[0]!.uid} "${web.url('/cat.png')}")`,
    );
  });
});

describe('the picture that a page shows of itself', () => {
  const showing = (image: string, ...pictures: string[]) => {
    page(...pictures);
    return web.serve(
      '/showing',
      `<html><head><title>Cats</title><meta property="og:image" content="${image}"></head><body><article><h1>Cats</h1>
       <p>${words}</p>${pictures.map((src) => `<p><img src="${src}" alt="cat"> ${words}</p>`).join('')}</article></body></html>`,
    );
  };
  const again = async (id: number) => {
    await opened.services.memories.recapture(ada, { id });
    await runJobs(opened);
    return opened.services.memories.get(ada, { id });
  };

  test('is kept beside its text, where pictures are wanted', async () => {
    const { note, page: source } = await save(showing(serve('look'), serve('a')));
    expect(note.attachments.map(({ filename }) => filename).toSorted()).toEqual(['a.png', 'look.png']);
    const look = note.attachments.find(({ filename }) => filename === 'look.png');
    expect(source).toMatchObject({ imageUrl: web.url('/look.png'), imageUid: look?.uid });
    expect(note.content).not.toContain(look?.uid);
    await opened.services.notes.update(ada, { id: note.id }, { visibility: 'PUBLIC' });
    expect(await opened.services.attachments.content(ANONYMOUS, { uid: look!.uid })).toMatchObject({
      size: 100,
    });
  });

  test('stays where it is otherwise', async () => {
    const { note, page: source } = await save(showing(serve('look')), false);
    expect([note.attachments, source?.imageUid, asked('/look.png')]).toEqual([[], null, 0]);
    expect(source?.imageUrl).toBe(web.url('/look.png'));
  });

  test('is kept once where the text shows it, too', async () => {
    const { note, page: source } = await save(showing(serve('a'), web.url('/a.png')));
    expect([asked('/a.png'), (await attachments()).length]).toEqual([1, 1]);
    expect(source?.imageUid).toBe(note.attachments[0]?.uid);
    expect(note.content).toContain(`/api/v1/resources/${note.attachments[0]?.uid} `);
  });

  test('that cannot be had is none, and the page is saved', async () => {
    const { note, page: source } = await save(showing(web.url('/nothing.png')));
    expect([note.attachments, source?.status, source?.imageUid]).toEqual([[], 'done', null]);
  });

  test('is the same when the page is fetched again, also where it is gone by then', async () => {
    const { note, page: source } = await save(showing(serve('look')));
    expect((await again(note.id)).page?.imageUid).toBe(source?.imageUid);
    web.serve('/look.png', (_request, response) => void response.writeHead(404).end());
    const after = await again(note.id);
    expect([after.page?.imageUid, after.note.attachments.length]).toEqual([source?.imageUid, 1]);
    expect((await attachments()).length).toBe(1);
  });

  test('gives way to another one', async () => {
    const { note } = await save(showing(serve('look')));
    showing(serve('other', 200));
    const after = await again(note.id);
    const other = after.note.attachments.find(({ filename }) => filename === 'other.png');
    expect(after.page?.imageUid).toBe(other?.uid);
    expect(other).toBeDefined();
  });
});

describe('a picture that cannot be kept stays a link, and the page is saved', () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';

  test.each([
    ['is not there', () => web.url('/nothing.png')],
    ['is a page', () => web.serve('/page.png', '<title>No</title><p>Buy', 'image/png')],
    ['is SVG, which may have scripts', () => web.serve('/a.svg', svg, 'image/svg+xml')],
    ['is SVG by another name', () => web.serve('/b.png', svg, 'image/png')],
    ['is larger than a picture may be', () => serve('large', 2001)],
    ['lies in a private network', () => web.url('/a.png', 'private.example')],
    ['lies on this machine', () => web.url('/a.png', '127.0.0.1')],
    [
      'leads into a private network',
      () => web.url(`/redirect?to=${encodeURIComponent(web.url('/a.png', 'metadata.example'))}`),
    ],
    ['is packed too well', () => web.url('/bomb')],
    ['breaks off', () => web.url('/hangs-up')],
  ])('where it %s', async (_what, address) => {
    const [good, bad] = [serve('good'), address()];
    const { note, page: source } = await save(page(bad, good));
    expect(source?.status).toBe('done');
    expect(targets(note.content)).toEqual([bad, `/api/v1/resources/${note.attachments[0]?.uid}`]);
    expect((await attachments()).map(({ filename }) => filename)).toEqual(['good.png']);
  });

  test('where they take too long together', async () => {
    await begin({ totalMs: 150 });
    const { note, page: source } = await save(page(web.url('/silent'), web.url('/drip')));
    expect([source?.status, note.attachments]).toEqual(['done', []]);
  });

  test('where there are too many, or they are too large together', async () => {
    await begin({ count: 3 });
    const { note } = await save(page(...['a', 'b', 'c', 'd'].map((name) => serve(name))));
    expect([note.attachments.length, asked('/d.png')]).toEqual([3, 0]);
    await begin({ totalBytes: 2500 });
    const large = await save(page(...['e', 'f', 'g'].map((name) => serve(name, 1200))));
    expect(large.note.attachments).toHaveLength(2);
  });

  test('where its owner has no room left', async () => {
    await begin({}, 250);
    const { note, page: source } = await save(page(...['a', 'b', 'c'].map((name) => serve(name))));
    expect([source?.status, note.attachments.length]).toEqual(['done', 2]);
    const other = await save(web.serve('/other.png', png('other'), 'image/png'));
    expect([other.page?.status, other.note.attachments]).toEqual(['done', []]);
  });

  test('where the note would be longer than a note can be', async () => {
    await begin({}, 0, 4000);
    const filler = Array.from({ length: 30 }, (_, n) => `${web.url('/x')}/${n}.png`);
    const { note, page: source } = await save(page(serve('a'), ...filler));
    expect(source?.status).toBe('done');
    expect(Buffer.byteLength(note.content)).toBeLessThanOrEqual(4000);
    expect((await attachments()).length).toBe(note.attachments.length);
  });
});

describe('fetched again', () => {
  async function again(id: number) {
    await opened.services.memories.recapture(ada, { id });
    await runJobs(opened);
    return (await opened.services.memories.get(ada, { id })).note;
  }

  test('a picture that is as it was is not kept twice, and another one is', async () => {
    const { note } = await save(page(serve('a'), serve('b')));
    serve('b', 200);
    const after = await again(note.id);
    expect((await attachments()).map(({ size }) => size).toSorted()).toEqual([100, 100, 200]);
    expect(after.attachments.map(({ size }) => size).toSorted()).toEqual([100, 200]);
    expect(after.attachments.map(({ uid }) => uid)).toContain(
      note.attachments.find(({ filename }) => filename === 'a.png')?.uid,
    );
  });

  test('a picture that is gone from the web is still there', async () => {
    const { note } = await save(page(serve('a')));
    web.serve('/a.png', (_request, response) => void response.writeHead(404).end());
    page(web.url('/a.png'), serve('b'));
    const after = await again(note.id);
    expect(targets(after.content)[0]).toBe(targets(note.content)[0]);
    expect(after.attachments).toHaveLength(2);
  });
});

test('what was fetched for a note that somebody has edited meanwhile is swept away', async () => {
  const begun = Promise.withResolvers<void>();
  const edited = Promise.withResolvers<void>();
  const slow = web.serve('/slow.png', async (_request, response) => {
    begun.resolve();
    await edited.promise;
    response.writeHead(200, { 'content-type': 'image/png' }).end(png('slow'));
  });
  const saved = save(page(serve('a'), slow));
  await begun.promise;
  const { items } = await opened.services.memories.list(ada, { start: 0, count: 1 });
  await opened.services.notes.update(ada, { id: items[0]!.note.id }, { content: 'My own words' });
  edited.resolve();
  const { note, page: source } = await saved;
  expect([note.content, source?.status, await attachments()]).toEqual(['My own words', 'done', []]);
  expect(await stored()).toHaveLength(2);
  opened.clock.advance(2 * DAY);
  await opened.services.keeper.sweep();
  expect(await stored()).toEqual([]);
});

test('a server that stops while pictures are fetched leaves the page for later', async () => {
  const begun = Promise.withResolvers<void>();
  let isDown = true;
  const picture = web.serve('/a.png', (_request, response) => {
    begun.resolve();
    if (!isDown) response.writeHead(200, { 'content-type': 'image/png' }).end(png('a'));
  });
  const saved = save(page(picture));
  await begun.promise;
  const { items } = await opened.services.memories.list(ada, { start: 0, count: 1 });
  expect(items[0]?.page?.status).toBe('queued');
  isDown = false;
  const old = capturer;
  capturer = createCapturer({ ...web.reach, maxContentBytes: 100_000 });
  await old.close();
  const { note } = await saved;
  expect(note.attachments).toHaveLength(1);
});
