import { afterAll, beforeAll, expect, test } from 'vitest';
import { fieldsOf, startMemos, type Memos } from '../../support/memos.ts';
import type { Account } from '../../support/instance.ts';

let server: Memos;
let ada: Account;

beforeAll(async () => {
  server = await startMemos();
  ada = await server.account('ada');
});
afterAll(() => server.stop());

const DAY = 86_400_000;
const post = (key: string, body: unknown, by: Account = ada) =>
  server.call('POST', '/api/v1/memos', { token: by.token, body, headers: { 'idempotency-key': key } });

test('the same key and body answers the first result again, word for word', async () => {
  const first = await post('again', { content: 'once' });
  const second = await post('again', { content: 'once' });
  expect([second.status, second.text]).toEqual([200, first.text]);
  expect(second.headers['etag']).toBe(first.headers['etag']);
  expect([first, second].map((answer) => answer.headers['idempotency-replayed'])).toEqual([
    undefined,
    'true',
  ]);
  expect((await server.contents(ada)).filter((content) => content === 'once')).toHaveLength(1);
});

test('also when the memo was changed or removed since', async () => {
  const first = await post('changed', { content: 'before' });
  await server.patch(ada, first.json, { content: 'after' });
  expect((await post('changed', { content: 'before' })).text).toBe(first.text);
  expect(await server.contents(ada)).not.toContain('before');
});

test('within a day: after it, the key is new', async () => {
  const first = await post('day', { content: 'daily' });
  server.time.now += DAY;
  expect((await post('day', { content: 'daily' })).json.id).toBe(first.json.id);
  server.time.now += 1;
  expect((await post('day', { content: 'daily' })).json.id).not.toBe(first.json.id);
});

test('at the same time: one memo, one answer', async () => {
  const answers = await Promise.all(Array.from({ length: 8 }, () => post('race', { content: 'raced' })));
  expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
  expect((await server.contents(ada)).filter((content) => content === 'raced')).toHaveLength(1);
});

test('the same key with another body: 409 ALREADY_EXISTS', async () => {
  await post('other', { content: 'one' });
  const answer = await post('other', { content: 'two' });
  expect([answer.status, answer.json.error.code, fieldsOf(answer)]).toEqual([
    409,
    'ALREADY_EXISTS',
    ['Idempotency-Key'],
  ]);
  expect(await server.contents(ada)).not.toContain('two');
});

test('keys of two users have nothing to do with each other', async () => {
  const bob = await server.account('bob');
  const mine = await post('common', { content: 'shared key' });
  const theirs = await post('common', { content: 'shared key' }, bob);
  expect(theirs.json.creator).toBe(`users/${bob.id}`);
  expect(theirs.json.id).not.toBe(mine.json.id);
});

test('a request that was refused leaves its key free', async () => {
  expect((await post('refused', { content: '' })).status).toBe(400);
  expect((await post('refused', { content: 'good now' })).status).toBe(200);
});

test.each(['', 'two words', 'ü', 'x'.repeat(256)])('the key "%s": 400 that names it', async (key) => {
  const answer = await post(key, { content: 'x' });
  expect([answer.status, fieldsOf(answer)]).toEqual([400, ['Idempotency-Key']]);
});
