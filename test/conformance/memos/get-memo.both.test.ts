import { afterAll, beforeAll, expect, test } from 'vitest';
import { startMemos, type Memo, type Memos } from '../../support/memos.ts';
import type { Account } from '../../support/instance.ts';

let server: Memos;
let ada: Account;
let memo: Memo;

beforeAll(async () => {
  server = await startMemos();
  ada = await server.account('ada');
  memo = await server.write(ada, 'one');
});
afterAll(() => server.stop());

const get = (id: string | number) => server.call('GET', `/api/v1/memos/${id}`, { token: ada.token });

test('retrieve a specific memo by ID', async () => {
  const answer = await get(memo.id);
  expect(answer.status).toBe(200);
  expect(answer.json).toEqual(memo);
});

test('the id in a path may be the uid', async () => {
  expect((await get(memo.uid)).json).toEqual(memo);
  const patched = await server.call('PATCH', `/api/v1/memos/${memo.uid}`, {
    token: ada.token,
    body: { pinned: true },
  });
  expect(patched.json.id).toBe(memo.id);
  expect((await server.call('DELETE', `/api/v1/memos/${memo.uid}`, { token: ada.token })).status).toBe(200);
  expect((await get(memo.id)).json.rowStatus).toBe('TRASHED');
});

test.each([
  '999',
  '999999999999999',
  '0',
  '-1',
  '1.5',
  'abcdef01',
  'nothing',
  'memos',
  '1%20',
  '%F0%9F%8E%89',
])('there is no memo %s: 404', async (id) => {
  const answer = await get(id);
  expect(answer.status).toBe(404);
  expect(answer.json).toEqual({ error: { code: 'NOT_FOUND', message: 'Memo not found', details: [] } });
});

test('HEAD answers with the headers alone', async () => {
  const head = await server.call('HEAD', `/api/v1/memos/${memo.id}`, { token: ada.token });
  expect(head.status).toBe(200);
  expect(head.headers['etag']).toBe((await get(memo.id)).headers['etag']);
});
