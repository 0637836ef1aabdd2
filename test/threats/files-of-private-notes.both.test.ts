import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { download, uploaded, type Resource } from '../support/files.ts';
import type { Account } from '../support/instance.ts';
import { startMemos, type Memo, type Memos } from '../support/memos.ts';

let server: Memos;
let accounts: Record<'host' | 'ada' | 'bob', Account>;
let file: Resource;
let memo: Memo;

beforeAll(async () => {
  server = await startMemos();
  const host = await server.account('host');
  accounts = { host, ada: await server.account('ada'), bob: await server.account('bob') };
});
afterAll(() => server.stop());

async function setUp(visibility: string): Promise<void> {
  const picture = sharp({ create: { width: 600, height: 400, channels: 3, background: '#38a' } });
  const content = await picture.png().toBuffer();
  file = await uploaded(server, accounts.ada, { content, filename: 'a.png', type: 'image/png' });
  memo = await server.write(accounts.ada, `![](/api/v1/${file.name})`, { visibility });
}

/** What each reader gets: the file by id and uid, its thumbnail, a revalidation, its headers, a part of it. */
async function seen(): Promise<Record<string, number[]>> {
  const readers = { ada: accounts.ada, host: accounts.host, bob: accounts.bob, anybody: null };
  const result: Record<string, number[]> = {};
  for (const [name, reader] of Object.entries(readers)) {
    const path = `/api/v1/${file.name}`;
    const answers = [
      await download(server, reader, path),
      await download(server, reader, `/api/v1/resources/${file.uid}`),
      await download(server, reader, `${path}?thumbnail=true`),
      await download(server, reader, path, { headers: { 'if-none-match': '*' } }),
      await download(server, reader, path, { method: 'HEAD' }),
      await download(server, reader, path, { headers: { range: 'bytes=0-3' } }),
    ];
    result[name] = answers.map(({ status }) => status);
  }
  return result;
}

const ALL = [200, 200, 200, 304, 200, 206];
const NONE = [404, 404, 404, 404, 404, 404];

test("a file that no memo links is its owner's alone", async () => {
  await setUp('PRIVATE');
  await server.patch(accounts.ada, memo, { content: 'no file' });
  expect(await seen()).toEqual({ ada: ALL, host: NONE, bob: NONE, anybody: NONE });
});

test.each([
  ['PRIVATE', { ada: ALL, host: NONE, bob: NONE, anybody: NONE }],
  ['PROTECTED', { ada: ALL, host: ALL, bob: ALL, anybody: NONE }],
  ['PUBLIC', { ada: ALL, host: ALL, bob: ALL, anybody: ALL }],
])('the file of a %s memo', async (visibility, expected) => {
  await setUp(visibility);
  expect(await seen()).toEqual(expected);
});

describe('at once after its memo', () => {
  const owner = { ada: ALL, host: NONE, bob: NONE, anybody: NONE };

  test.each<[string, () => Promise<unknown>]>([
    ['turned private', () => server.patch(accounts.ada, memo, { visibility: 'PRIVATE' })],
    ['was archived', () => server.patch(accounts.ada, memo, { rowStatus: 'ARCHIVED' })],
    ['went to the trash', () => server.call('DELETE', `/api/v1/${memo.name}`, { token: accounts.ada.token })],
    ['lost the link', () => server.patch(accounts.ada, memo, { content: 'no link' })],
  ])('%s, it answers 404 to others, by every address', async (_name, change) => {
    await setUp('PUBLIC');
    expect((await seen())['anybody']).toEqual(ALL);
    await change();
    expect(await seen()).toEqual(owner);
  });

  test('turned private it stays, where another public memo shows it', async () => {
    await setUp('PUBLIC');
    await server.write(accounts.ada, 'other', { visibility: 'PUBLIC', resources: [{ name: file.name }] });
    await server.patch(accounts.ada, memo, { visibility: 'PRIVATE' });
    expect((await seen())['anybody']).toEqual(ALL);
  });
});

test("nobody publishes somebody else's file by linking it", async () => {
  await setUp('PRIVATE');
  await server.write(accounts.bob, `![](/api/v1/${file.name})`, { visibility: 'PUBLIC' });
  expect((await seen())['bob']).toEqual(NONE);
});

test('names of memos that the reader may not read are not shown', async () => {
  await setUp('PUBLIC');
  const hidden = await server.write(accounts.ada, 'hidden', { resources: [{ name: file.name }] });
  const as = async ({ token }: Account) => (await server.call('GET', `/api/v1/${memo.name}`, { token })).json;
  expect((await as(accounts.bob)).resources[0].linkedMemos).toEqual([memo.name]);
  expect((await as(accounts.ada)).resources[0].linkedMemos).toEqual([memo.name, hidden.name]);
});

test('only the owner deletes: 403 to who sees it, 404 to who does not', async () => {
  await setUp('PUBLIC');
  const remove = async ({ token }: Account) =>
    (await server.call('DELETE', `/api/v1/${file.name}`, { token })).status;
  expect(await remove(accounts.bob)).toBe(403);
  await server.patch(accounts.ada, memo, { visibility: 'PRIVATE' });
  expect([await remove(accounts.bob), await remove(accounts.host), await remove(accounts.ada)]).toEqual([
    404, 404, 200,
  ]);
});
