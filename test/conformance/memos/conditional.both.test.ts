import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startMemos, type Memo, type Memos } from '../../support/memos.ts';
import type { Account } from '../../support/instance.ts';

let server: Memos;
let host: Account;
let memo: Memo;
let tokenId: number;

beforeAll(async () => {
  server = await startMemos();
  host = await server.account('host');
  memo = await server.write(host, 'a #tag');
  tokenId = (await server.services.tokens.listOf(host.id))[0]?.id ?? 0;
});
afterAll(() => server.stop());

const get = (path: string, ifNoneMatch?: string) =>
  server.call('GET', `/api/v1${path}`, {
    token: host.token,
    ...(ifNoneMatch !== undefined && { headers: { 'if-none-match': ifNoneMatch } }),
  });
const etag = async (path: string): Promise<string> => String((await get(path)).headers['etag']);

const READABLE: [string, () => string][] = [
  ['/memos', () => '/memos'],
  ['/memos with parameters', () => '/memos?tag=tag&limit=5&orderBy=pinned'],
  ['/memos/{id}', () => `/memos/${memo.id}`],
  ['/auth/status', () => '/auth/status'],
  ['/access-tokens', () => '/access-tokens'],
  ['/access-tokens/{id}', () => `/access-tokens/${tokenId}`],
  ['/users', () => '/users'],
  ['/users/{username}', () => '/users/host'],
  ['/tags', () => '/tags'],
  ['/tags/stats', () => '/tags/stats'],
  ['/search', () => '/search?q=a'],
  ['/system/info', () => '/system/info'],
  ['/graph', () => '/graph'],
];

describe.each(READABLE)('GET %s', (_name, path) => {
  test('carries an ETag', async () => {
    expect(await etag(path())).toMatch(/^"[\x21\x23-\x7e]+"$/);
  });

  test('If-None-Match answers 304 without a body, and with the ETag', async () => {
    const tag = await etag(path());
    for (const header of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
      const answer = await get(path(), header);
      expect([answer.status, answer.text, answer.headers['etag']]).toEqual([304, '', tag]);
    }
  });

  test('another tag gets the whole answer', async () => {
    expect((await get(path(), '"other"')).status).toBe(200);
  });
});

describe('the ETag changes with the answer', () => {
  const changing: [string, string, (account: Account) => Promise<unknown>][] = [
    ['/memos', 'a new memo', (account) => server.write(account, 'x')],
    [
      '/memos',
      'a change of somebody else, that is to be seen',
      () => server.write(host, 'x', { visibility: 'PUBLIC' }),
    ],
    ['/tags', 'a new tag', (account) => server.write(account, '#new')],
    ['/tags/stats', 'a new tag', (account) => server.write(account, '#newer')],
    ['/search?q=found', 'a new hit', (account) => server.write(account, 'found')],
    ['/graph', 'a new memo', (account) => server.write(account, 'x')],
    [
      '/auth/status',
      'a new name',
      (account) =>
        server.call('PATCH', `/api/v1/users/${account.username}`, {
          token: account.token,
          body: { nickname: 'New' },
        }),
    ],
  ];

  test.each(changing)('of %s, by %s', async (path, _what, change) => {
    const account = await server.account(`reader${Math.random().toString(36).slice(2, 10)}`);
    const read = (headers = {}) => server.call('GET', `/api/v1${path}`, { token: account.token, headers });
    const before = await read();
    await change(account);
    const after = await read({ 'if-none-match': String(before.headers['etag']) });
    expect(after.status).toBe(200);
    expect(after.headers['etag']).not.toBe(before.headers['etag']);
    expect(after.json).not.toEqual(before.json);
  });

  test('of a list by each kind of change to a memo', async () => {
    const account = await server.account('changes');
    const one = await server.write(account, 'one');
    const tags = new Set<unknown>();
    const note = async () => {
      tags.add((await server.call('GET', '/api/v1/memos', { token: account.token })).headers['etag']);
    };
    await note();
    for (const body of [
      { content: 'two' },
      { pinned: true },
      { visibility: 'PUBLIC' },
      { rowStatus: 'ARCHIVED' },
      { rowStatus: 'NORMAL' },
    ]) {
      await server.patch(account, one, body);
      await note();
    }
    await server.call('DELETE', `/api/v1/memos/${one.id}`, { token: account.token });
    await note();
    expect(tags.size).toBe(7);
  });

  test("and a reader's private list does not change by others' private memos", async () => {
    const account = await server.account('undisturbed');
    const read = async () =>
      (await server.call('GET', '/api/v1/memos', { token: account.token })).headers['etag'];
    const before = await read();
    await server.write(host, 'private');
    expect(await read()).toBe(before);
  });

  test('two readers never share one', async () => {
    const other = await server.account('another');
    const mine = await etag('/memos');
    const theirs = await server.call('GET', '/api/v1/memos', {
      token: other.token,
      headers: { 'if-none-match': mine },
    });
    expect(theirs.status).toBe(200);
  });
});

test('answers may be kept, but only by their reader, and are asked for again', async () => {
  const { headers } = await get('/memos');
  expect(headers['cache-control']).toBe('private, no-cache');
  expect(String(headers['vary']).toLowerCase().split(', ').toSorted()).toEqual(['authorization', 'cookie']);
});

test('writes ignore If-None-Match', async () => {
  const headers = { 'if-none-match': '*' };
  expect((await server.patch(host, memo, {}, { headers })).status).toBe(200);
});
