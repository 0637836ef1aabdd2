import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Account, Answer } from '../../support/instance.ts';
import { article, fieldsOf, servePages, startMemories, type Memories } from '../../support/memories.ts';

let server: Memories;
let ada: Account;
let bob: Account;
let space: string;
let id: string;
beforeAll(async () => {
  server = await startMemories();
  ada = await server.account('ada');
  bob = await server.account('bob');
  space = await server.space(ada, false, 'Kitchen');
  await server.join(ada, space, bob, 'edit');
  id = await server.add(ada, '# Beans\n\nSoak them.', { spaces: [space] });
});
afterAll(() => server.stop());

const ask = (
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  path: string,
  body?: object,
  who: Account | null = ada,
  headers: Record<string, string> = {},
): Promise<Answer> => server.call(method, path, { token: who?.token, body, headers });

/** What each of these answers, and to whom. */
const READS: [path: string, reader: () => Account][] = [
  ['/memories?count=5', () => ada],
  ['/memories/{id}', () => ada],
  ['/spaces', () => ada],
  ['/spaces/{space}', () => ada],
  ['/spaces/{space}/members', () => ada],
  ['/spaces/{space}/invitation', () => bob],
  ['/invitations', () => bob],
];
const filled = (path: string): string => path.replace('{id}', id).replace('{space}', space);

describe.each(READS)('GET %s', (path, reader) => {
  const get = (prefix: string, headers = {}) =>
    ask('GET', prefix + filled(path), undefined, reader(), headers);

  test('has a tag, and is a 304 to who has it', async () => {
    const { status, headers } = await get('/api');
    expect([status, headers.etag]).toEqual([200, expect.stringMatching(/^"[^"]+"$/)]);
    const again = await get('/api', { 'if-none-match': String(headers.etag) });
    expect([again.status, again.text, again.headers.etag]).toEqual([304, '', headers.etag]);
  });

  test('says the same under /v1', async () => {
    const [one, other] = [await get('/api'), await get('/v1')];
    expect([other.status, other.json]).toEqual([200, one.json]);
  });

  test('is to be confirmed each time, unless it is a list of memories', async () => {
    const { headers } = await get('/api');
    const expected = path.startsWith('/memories?') ? 'private, max-age=300' : 'private, no-cache';
    expect(headers['cache-control']).toBe(expected);
  });
});

describe('changes under /v1', () => {
  test('are those of /api', async () => {
    const { json } = await ask('POST', '/v1/add', { content: 'By the old path' });
    expect((await ask('GET', `/api/memories/${json.id}`)).json.content).toBe('By the old path');
    const found = await ask('POST', '/v1/search', { query: 'old path' });
    expect(found.json.results).toMatchObject([{ id: json.id }]);
    const made = await ask('POST', '/v1/spaces/create', { spaceName: 'Old' });
    expect((await ask('DELETE', `/v1/spaces/${made.json.space.id}`)).json).toEqual({ success: true });
    expect((await ask('POST', '/v1/memories/batch-delete', { ids: [json.id] })).json.deletedCount).toBe(1);
  });
});

test('`If-Match: *` holds for what is about to be made', async () => {
  const any = { 'if-match': '*' };
  expect((await ask('POST', '/api/add', { content: 'Made with a star' }, ada, any)).status).toBe(200);
});

describe('names', () => {
  test('of memories are 8 hex digits, and of spaces 16', async () => {
    expect([id, space]).toEqual([
      expect.stringMatching(/^[0-9a-f]{8}$/),
      expect.stringMatching(/^[0-9a-f]{16}$/),
    ]);
  });

  test('of spaces may go on after --- wherever they stand', async () => {
    const named = `${space}---our-kitchen`;
    expect((await ask('GET', `/api/spaces/${named}`)).json.id).toBe(space);
    const { json } = await ask('POST', '/api/add', { content: 'By a long name', spaces: [named] });
    const content = { spaceId: named, documentId: json.id };
    expect((await ask('POST', '/api/spaces/addContent', content)).status).toBe(409);
    expect((await ask('POST', '/api/spaces/removeContent', content)).status).toBe(200);
    const found = await ask('POST', '/api/search', { query: 'beans', spaces: [named] }, bob);
    expect(found.json.results).toMatchObject([{ id }]);
    expect((await ask('GET', `/api/spaces/${named}/members`)).status).toBe(200);
    const eve = await server.account('eve');
    const invitation = { email: 'eve@example.com', accessType: 'read' };
    expect((await ask('POST', `/api/spaces/${named}/invite`, invitation)).status).toBe(200);
    const accepted = await ask('POST', '/api/spaces/invites/accept', { spaceId: named }, eve);
    expect(accepted.json).toMatchObject({ spaceId: space, status: 'accepted' });
  });
});

describe('a memory', () => {
  test('that is archived is neither listed nor found', async () => {
    const one = await server.add(ada, 'Archived lentils', { spaces: [space] });
    const lists = async () => [
      await server.contents(ada),
      await server.contents(bob, `spaceId=${space}`),
      (await ask('POST', '/api/search', { query: 'lentils' })).json.results,
      (await ask('POST', '/api/search', { query: 'lentils', spaces: [space] }, bob)).json.results,
    ];
    expect((await lists()).every((list) => list.length > 0)).toBe(true);
    await ask('PATCH', `/api/v1/memos/${one}`, { rowStatus: 'ARCHIVED' });
    const after = await lists();
    expect(after.flat()).not.toContain('Archived lentils');
    expect(after.slice(2)).toEqual([[], []]);
  });

  test('that was deleted is restored by the memos API, with its name and its spaces', async () => {
    const one = await server.add(ada, 'Back again', { spaces: [space] });
    await ask('DELETE', `/api/memories/${one}`);
    await ask('PATCH', `/api/v1/memos/${one}`, { rowStatus: 'NORMAL' });
    expect((await ask('GET', `/api/memories/${one}`)).json.spaces).toEqual([{ id: space, name: 'Kitchen' }]);
    expect(await server.contents(bob, `spaceId=${space}`)).toContain('Back again');
  });

  test('is shown by itself to who may see it: by a space, or as public', async () => {
    const stranger = await server.account('stranger');
    const status = async (one: string, who: Account | null) =>
      (await ask('GET', `/api/memories/${one}`, undefined, who)).status;
    expect([await status(id, bob), await status(id, stranger), await status(id, null)]).toEqual([
      200, 404, 404,
    ]);
    const open = await server.add(ada, 'For all to see');
    await ask('PATCH', `/api/memories/${open}`, { visibility: 'PUBLIC' });
    expect([await status(open, stranger), await status(open, null)]).toEqual([200, 200]);
  });

  test('is changed by nobody but its owner, whatever the space says', async () => {
    const mine = await server.add(bob, 'Of bob', { spaces: [space] });
    for (const [one, who] of [
      [mine, ada],
      [id, bob],
    ] as const) {
      expect((await ask('PATCH', `/api/memories/${one}`, { content: 'x' }, who)).status).toBe(403);
      expect((await ask('DELETE', `/api/memories/${one}`, undefined, who)).status).toBe(403);
    }
  });

  test('takes no other visibility than the three', async () => {
    const answer = await ask('PATCH', `/api/memories/${id}`, { visibility: 'SECRET' });
    expect([answer.status, fieldsOf(answer)]).toEqual([400, ['visibility']]);
  });
});

describe('a page', () => {
  test('that waits has its address for a title, and nothing else is known of it', async () => {
    const site = await servePages({ '/': article('Tea') });
    let open = (): void => {};
    site.gate = new Promise((resolve) => (open = resolve));
    const one = await server.add(ada, `${site.url}/`);
    expect((await server.list(ada, 'count=1')).items[0]).toMatchObject({
      id: one,
      status: 'queued',
      title: `${site.url}/`,
      description: '',
      ogImage: '',
      siteName: null,
      author: null,
      publishedAt: null,
    });
    open();
    await server.captured(ada, one);
    expect((await server.list(ada, 'count=1')).items[0]).toMatchObject({
      status: 'done',
      title: 'Tea',
      description: 'About Tea',
      siteName: 'The Site',
      author: 'Ada',
      publishedAt: '2024-01-01T00:00:00Z',
    });
  });

  test('that failed says why, in lists too', async () => {
    const site = await servePages({ '/gone': 404 });
    const one = await server.add(ada, `${site.url}/gone`);
    const { reason } = await server.captured(ada, one);
    expect(reason).toMatch(/^[A-Z].*\.$/);
    expect((await server.list(ada, 'count=1')).items[0]).toMatchObject({ status: 'failed', reason });
  });
});

describe('a search', () => {
  test('answers ten unless asked otherwise, and looks in at most 50 spaces', async () => {
    const many = await server.account('many');
    await server.batch(many, { contents: Array.from({ length: 12 }, (_, n) => `radish ${n}`) });
    const count = async (limit?: number) =>
      (await ask('POST', '/api/search', { query: 'radish', limit }, many)).json.results.length;
    expect([await count(), await count(12)]).toEqual([10, 12]);
    const spaces = Array.from({ length: 51 }, () => space);
    const answer = await ask('POST', '/api/search', { query: 'radish', spaces });
    expect([answer.status, fieldsOf(answer)]).toEqual([400, ['spaces']]);
  });
});

test('invitations come newest first, and members by address', async () => {
  const guest = await server.account('guest');
  for (const name of ['First', 'Second', 'Third']) {
    const one = await server.space(ada, false, name);
    server.time.now += 1000;
    const body = { email: 'guest@example.com', accessType: 'read' };
    await ask('POST', `/api/spaces/${one}/invite`, body);
  }
  const { json } = await ask('GET', '/api/invitations', undefined, guest);
  expect(json.invitations.map((one: { space: { name: string } }) => one.space.name)).toEqual([
    'Third',
    'Second',
    'First',
  ]);
  const shared = await server.space(ada);
  for (const name of ['zoe', 'Anna', 'mia'])
    await ask('POST', `/api/spaces/${shared}/invite`, { email: `${name}@example.com`, accessType: 'read' });
  const { json: list } = await ask('GET', `/api/spaces/${shared}/members`);
  expect(list.members.map((member: { email: string }) => member.email)).toEqual([
    'Anna@example.com',
    'mia@example.com',
    'zoe@example.com',
  ]);
});
