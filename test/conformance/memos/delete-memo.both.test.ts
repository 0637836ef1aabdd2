import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startMemos, type Memos } from '../../support/memos.ts';
import type { Account } from '../../support/instance.ts';

let server: Memos;
let ada: Account;

beforeAll(async () => {
  server = await startMemos();
  ada = await server.account('ada');
});
afterAll(() => server.stop());

const path = (memo: { id: number }, query = '') => `/api/v1/memos/${memo.id}${query}`;
const remove = (memo: { id: number }, query?: string) =>
  server.call('DELETE', path(memo, query), { token: ada.token });
const get = (memo: { id: number }) => server.call('GET', path(memo), { token: ada.token });

describe('DELETE /api/v1/memos/{id}', () => {
  test('delete a memo: 200 with {}', async () => {
    const answer = await remove(await server.write(ada, 'x'));
    expect([answer.status, answer.json]).toEqual([200, {}]);
  });

  test('moves to trash: it leaves the lists, tags and searches, and is listed as TRASHED', async () => {
    const memo = await server.write(ada, 'quagga #rare');
    await remove(memo);
    expect(await server.contents(ada)).not.toContain(memo.content);
    expect(await server.contents(ada, 'rowStatus=TRASHED')).toContain(memo.content);
    expect((await server.call('GET', '/api/v1/search?q=quagga', { token: ada.token })).json.data).toEqual([]);
    const tags = (await server.call('GET', '/api/v1/tags', { token: ada.token })).json.data;
    expect(tags.map((tag: { name: string }) => tag.name)).not.toContain('rare');
    expect((await get(memo)).json).toEqual({
      ...memo,
      rowStatus: 'TRASHED',
      updateTime: expect.any(String),
      trashTime: expect.any(String),
    });
  });

  test('trashTime is when it was moved there, whatever happens to it there, and goes when it is restored', async () => {
    const memo = await server.write(ada, 'in and out');
    server.time.now += 60_000;
    const moved = new Date(server.time.now).toISOString().replace(/\.\d+/, '');
    await remove(memo);
    server.time.now += 60_000;
    const edited = (await server.patch(ada, memo, { content: 'edited in the trash' })).json;
    expect(edited.trashTime).toBe(moved);
    expect(Date.parse(edited.updateTime)).toBeGreaterThan(Date.parse(moved));
    const listed = await server.call('GET', '/api/v1/memos?rowStatus=TRASHED', { token: ada.token });
    expect(listed.json.data[0]).toEqual(edited);
    expect((await server.patch(ada, memo, { rowStatus: 'NORMAL' })).json).not.toHaveProperty('trashTime');
  });

  test('PATCH {"rowStatus":"NORMAL"} restores it, with everything', async () => {
    const memo = await server.write(ada, 'back again #tagged', { pinned: true, visibility: 'PROTECTED' });
    await remove(memo);
    const restored = await server.patch(ada, memo, { rowStatus: 'NORMAL' });
    expect(restored.json).toEqual({ ...memo, updateTime: expect.any(String) });
    expect(await server.contents(ada, 'tag=tagged')).toEqual([memo.content]);
    expect((await server.call('GET', '/api/v1/search?q=again', { token: ada.token })).json.data).toHaveLength(
      1,
    );
  });

  test('force=true on a trashed memo removes it for good', async () => {
    const memo = await server.write(ada, 'x');
    await remove(memo);
    const answer = await remove(memo, '?force=true');
    expect([answer.status, answer.json]).toEqual([200, {}]);
    expect((await get(memo)).status).toBe(404);
    expect((await server.patch(ada, memo, { rowStatus: 'NORMAL' })).status).toBe(404);
  });

  test('force=true on any other memo moves it to the trash', async () => {
    const memo = await server.write(ada, 'x');
    await remove(memo, '?force=true');
    expect((await get(memo)).json.rowStatus).toBe('TRASHED');
  });

  test('deleting twice without force leaves it in the trash', async () => {
    const memo = await server.write(ada, 'x');
    await remove(memo);
    expect((await remove(memo, '?force=false')).status).toBe(200);
    expect((await get(memo)).json.rowStatus).toBe('TRASHED');
  });

  test('an id is never given again', async () => {
    const memo = await server.write(ada, 'last');
    await remove(memo);
    await remove(memo, '?force=true');
    expect((await server.write(ada, 'next')).id).toBeGreaterThan(memo.id);
  });
});

test('a body is ignored, and Content-Type: application/json without one is fine', async () => {
  const memo = await server.write(ada, 'x');
  const headers = { 'content-type': 'application/json' };
  expect((await server.call('DELETE', path(memo), { token: ada.token, headers })).status).toBe(200);
  expect((await server.call('DELETE', path(memo), { token: ada.token, body: { any: 'thing' } })).status).toBe(
    200,
  );
});

test.each(['force=yes', 'force='])('%s is a 400 that names force', async (query) => {
  const memo = await server.write(ada, 'x');
  const answer = await remove(memo, `?${query}`);
  expect(answer.status).toBe(400);
  expect(answer.json.error.details).toEqual([{ field: 'force', issue: 'Must be a boolean' }]);
  expect((await get(memo)).json.rowStatus).toBe('NORMAL');
});

test('a memo that is not there: 404', async () => {
  expect((await remove({ id: 4711 })).json.error.code).toBe('NOT_FOUND');
});

test('without credentials: 401', async () => {
  const memo = await server.write(ada, 'x');
  expect((await server.call('DELETE', path(memo))).json.error.code).toBe('UNAUTHENTICATED');
});
