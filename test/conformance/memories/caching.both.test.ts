import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Account, Answer } from '../../support/instance.ts';
import { article, servePages, startMemories, type Memories } from '../../support/memories.ts';
import { overNetwork } from '../../support/over-network.ts';

let server: Memories;
let ada: Account;
let bob: Account;
let space: string;
let note: string;
beforeAll(async () => {
  server = await startMemories();
  ada = await server.account('ada');
  bob = await server.account('bob');
  space = await server.space(ada);
  await server.join(ada, space, bob, 'edit');
  note = await server.add(ada, 'The first one', { spaces: [space] });
  for (let number = 0; number < 3; number++) await server.add(ada, `number ${number}`, { spaces: [space] });
});
afterAll(() => server.stop());

const ask = (path: string, etag?: unknown, reader: Account | null = ada): Promise<Answer> =>
  server.call('GET', path, {
    token: reader?.token,
    ...(etag !== undefined && { headers: { 'if-none-match': String(etag) } }),
  });
const own = '/api/memories?count=2';
const shared = (): string => `/api/memories?spaceId=${space}&count=2`;

describe('the headers of a list', () => {
  test('let a client keep it for five minutes, for one reader', async () => {
    const { headers } = await ask(own);
    expect([headers['cache-control'], headers.vary]).toEqual([
      'private, max-age=300',
      'Cookie, Authorization',
    ]);
  });

  test('are on a 304, too', async () => {
    const { headers } = await ask(own);
    const again = await ask(own, headers.etag);
    expect([again.status, again.headers['cache-control'], again.headers.vary, again.headers.etag]).toEqual([
      304,
      'private, max-age=300',
      'Cookie, Authorization',
      headers.etag,
    ]);
  });

  test('are the same where the answer leaves before the framework', async () => {
    const another = await startMemories();
    const eve = await another.account('eve');
    await another.add(eve, 'one');
    await another.add(eve, 'two');
    const { ask: over } = await overNetwork(another);
    const path = '/api/memories?count=1';
    const sent = [];
    for (let turn = 0; turn < 3; turn++) sent.push(await over('GET', path, { token: eve.token }));
    const { etag } = sent[0]!.headers;
    const headers = { 'if-none-match': etag ?? '' };
    for (let turn = 0; turn < 2; turn++) {
      const { status, headers: given } = await over('GET', path, { token: eve.token, headers });
      expect([status, given['cache-control'], given['vary'], given['etag']]).toEqual([
        304,
        'private, max-age=300',
        'Cookie, Authorization',
        etag,
      ]);
    }
    for (const { status, headers: given, text } of sent) {
      const { 'cache-control': kept, vary, link } = given;
      expect([status, kept, vary, text]).toEqual([
        200,
        'private, max-age=300',
        'Cookie, Authorization',
        sent[0]!.text,
      ]);
      expect(link).toMatch(/rel="next"$/);
    }
    await another.stop();
  });

  test('are not on errors', async () => {
    const { headers } = await server.call('GET', '/api/memories');
    expect(headers['cache-control']).not.toMatch(/max-age/);
  });
});

describe('the entity tag', () => {
  test('names the user, start, count and the revision', async () => {
    const { headers } = await ask('/api/memories?start=1&count=2');
    expect(headers.etag).toMatch(new RegExp(`^"${ada.id}-1-2-r\\d+"$`));
  });

  test('of a space names the space', async () => {
    const { headers } = await ask(shared());
    expect(headers.etag).toMatch(new RegExp(`^"${space}-0-2-r\\d+"$`));
  });

  test('differs from page to page', async () => {
    const first = await ask(own);
    const next = /<([^>]+)>/.exec(String(first.headers['link']))?.[1] ?? '';
    const second = await ask(next);
    expect(second.headers.etag).toMatch(new RegExp(`^"${ada.id}-0-2-[0-9a-f]{10}-r\\d+"$`));
    expect((await ask(next, first.headers.etag)).status).toBe(200);
    expect((await ask(next, second.headers.etag)).status).toBe(304);
  });

  test.each(['W/TAG', '"x", TAG', '*'])('is found in If-None-Match: %s', async (header) => {
    const { headers } = await ask(own);
    expect((await ask(own, header.replace('TAG', String(headers.etag)))).status).toBe(304);
  });

  test('of another reader does not match', async () => {
    const { headers } = await ask(own);
    expect((await ask(own, headers.etag, bob)).status).toBe(200);
  });

  test('is no use to who may not see the space', async () => {
    const eve = await server.account('eve');
    const { headers } = await ask(shared());
    expect((await ask(shared(), headers.etag, eve)).status).toBe(401);
    expect((await ask(shared(), headers.etag, null)).status).toBe(401);
  });

  test('is known from the revision alone: a list that was never made is a 304, too', async () => {
    const { headers } = await ask('/api/memories?count=3&unknown=1');
    expect((await ask('/api/memories?count=3&unknown=2', headers.etag)).status).toBe(304);
  });
});

const json = (method: 'POST' | 'PATCH' | 'DELETE', path: string, body?: object, who: Account = ada) =>
  server.call(method, path, { token: who.token, body });

/** What happens, and which lists show it. */
const CHANGES: [string, 'own' | 'shared' | 'both', () => Promise<unknown>][] = [
  ['an add', 'both', () => server.add(ada, `added ${server.time.now}`, { spaces: [space] })],
  ['a deletion', 'both', async () => json('DELETE', `/api/memories/${await aMemory()}`)],
  [
    'an edit',
    'both',
    () => json('PATCH', `/api/memories/${note}`, { content: `edited ${server.time.now++}` }),
  ],
  ['a note written by another face', 'own', () => json('POST', '/api/v1/memos', { content: 'a memo' })],
  [
    'an archiving by another face',
    'both',
    async () => json('PATCH', `/api/v1/memos/${await aMemory()}`, { rowStatus: 'ARCHIVED' }),
  ],
  [
    'a file written by another face',
    'own',
    () => json('POST', '/api/notes', { Content: 'a file', Ctime: '2020-01-01T00:00:00Z' }),
  ],
  [
    'content that leaves the space',
    'shared',
    () => json('POST', '/api/spaces/removeContent', { spaceId: space, documentId: note }),
  ],
  [
    'content that comes into the space',
    'shared',
    () => json('POST', '/api/spaces/addContent', { spaceId: space, documentId: note }),
  ],
  ['what another member adds', 'shared', () => server.add(bob, 'from bob', { spaces: [space] })],
  [
    'many deletions at once',
    'both',
    async () => json('POST', '/api/memories/batch-delete', { ids: [await aMemory()] }),
  ],
  ['many adds at once', 'both', () => server.batch(ada, { contents: ['of a batch'], spaces: [space] })],
];

async function aMemory(): Promise<string> {
  return server.add(ada, `passing ${server.time.now}`, { spaces: [space] });
}

describe('after a change that the reader could see, what was kept is not confirmed any more:', () => {
  test.each(CHANGES)('%s', async (_what, where, change) => {
    const paths = { own: [own], shared: [shared()], both: [own, shared()] }[where];
    for (const path of paths) await ask(path);
    const before = await Promise.all(paths.map((path) => ask(path)));
    for (const [index, path] of paths.entries()) {
      expect((await ask(path, before[index]?.headers.etag)).status).toBe(304);
    }
    await change();
    for (const [index, path] of paths.entries()) {
      const answer = await ask(path, before[index]?.headers.etag);
      expect([path, answer.status]).toEqual([path, 200]);
      expect(answer.headers.etag).not.toBe(before[index]?.headers.etag);
    }
  });

  test('a page that is fetched', async () => {
    const site = await servePages({ '/': article('Fetched') });
    let open = (): void => {};
    site.gate = new Promise((resolve) => (open = resolve));
    const id = await server.add(ada, site.url, { spaces: [space] });
    const before = [await ask(own), await ask(shared()), await ask(`/api/memories/${id}`)];
    expect(before[2]?.json.status).toBe('queued');
    open();
    await server.captured(ada, id);
    const paths = [own, shared(), `/api/memories/${id}`];
    for (const [index, path] of paths.entries()) {
      expect((await ask(path, before[index]?.headers.etag)).status).toBe(200);
    }
  });

  test('a membership: who is let in, or turned away, sees at once', async () => {
    const carol = await server.account('carol');
    const closed = await ask(shared(), undefined, carol);
    expect(closed.status).toBe(401);
    await server.join(ada, space, carol);
    const open = await ask(shared(), undefined, carol);
    expect(open.status).toBe(200);
    expect((await ask(shared(), open.headers.etag, carol)).status).toBe(304);
    await json('DELETE', `/api/spaces/${space}/members/carol@example.com`);
    expect((await ask(shared(), open.headers.etag, carol)).status).toBe(401);
  });

  test('a public space that is closed is closed for strangers at once', async () => {
    const open = await server.space(ada, true);
    const path = `/api/memories?spaceId=${open}`;
    const before = await ask(path, undefined, null);
    expect((await ask(path, before.headers.etag, null)).status).toBe(304);
    await json('PATCH', `/api/spaces/${open}`, { isPublic: false });
    expect((await ask(path, before.headers.etag, null)).status).toBe(401);
  });

  test('a space that is deleted', async () => {
    const gone = await server.space(ada);
    const path = `/api/memories?spaceId=${gone}`;
    const { headers } = await ask(path);
    await json('DELETE', `/api/spaces/${gone}`);
    expect((await ask(path, headers.etag)).json).toEqual({ error: 'Space not found' });
  });
});

describe('what nobody could see changes nothing:', () => {
  test('a note of somebody else', async () => {
    const { headers } = await ask(own);
    await server.add(bob, 'private');
    expect((await ask(own, headers.etag)).status).toBe(304);
  });

  test('a patch that changes nothing', async () => {
    const { headers } = await ask(own);
    const { json: current } = await ask(`/api/memories/${note}`);
    await json('PATCH', `/api/memories/${note}`, { content: current.content });
    expect((await ask(own, headers.etag)).status).toBe(304);
  });
});

test('a list is never older than its tag, while others write', async () => {
  const writer = await server.account('writer');
  const place = await server.space(writer);
  const path = `/api/memories?spaceId=${place}&count=100`;
  const byTag = new Map<string, string>();
  const written = new AbortController();
  async function read(): Promise<void> {
    for (let turn = 0; !written.signal.aborted && turn < 500; turn++) {
      // Lets those write who need the event loop.
      await setImmediate();
      const { headers, text } = await ask(path, undefined, writer);
      const tag = String(headers.etag);
      byTag.set(tag, byTag.get(tag) ?? text);
      // The later of two with one tag would be kept from who has the earlier.
      expect(text).toBe(byTag.get(tag));
    }
  }
  const readers = [read(), read(), read()];
  for (let number = 0; number < 15; number++) {
    await server.add(writer, `while others read ${number}`, { spaces: [place] });
  }
  written.abort();
  await Promise.all(readers);
  expect((await server.list(writer, `spaceId=${place}`)).total).toBe(15);
});
