import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startMemos, type Memos } from '../../support/memos.ts';

const START = Date.parse('2025-08-19T10:00:00Z');
const QUARTER_HOUR = 15 * 60_000;

let server: Memos;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: START });
  server = await startMemos({ signInsPerAccount: 3, signInsPerAddress: 5 });
  await server.account('ada');
});
afterEach(async () => {
  await server.stop();
  vi.useRealTimers();
});

async function signIn(username: string, password: string, remoteAddress = '192.0.2.1', headers = {}) {
  const answer = await server.app.inject({
    method: 'POST',
    url: '/api/v1/auth/signin',
    remoteAddress,
    headers: { 'content-type': 'application/json', ...headers },
    payload: JSON.stringify({ username, password }),
  });
  return { status: answer.statusCode, headers: answer.headers, error: answer.json().error };
}
const guess = async (...args: Parameters<typeof signIn>) => (await signIn(...args)).status;

test('by account: after so many wrong passwords, from wherever, even the right one has to wait', async () => {
  for (const address of ['192.0.2.1', '192.0.2.2', '192.0.2.3'])
    expect(await guess('ada', 'wrong', address)).toBe(401);
  const answer = await signIn('ada', 'password of ada', '192.0.2.4');
  expect([answer.status, answer.error.code]).toEqual([429, 'RESOURCE_EXHAUSTED']);
  expect(answer.headers['retry-after']).toBe(String(QUARTER_HOUR / 1000));
});

test('the name is matched without case', async () => {
  for (const name of ['ada', 'Ada', 'ADA']) await guess(name, 'wrong');
  expect(await guess('aDa', 'wrong')).toBe(429);
});

test('by address: after so many failures with whatever names', async () => {
  for (const name of ['a', 'b', 'c', 'd', 'e']) expect(await guess(name, 'wrong')).toBe(401);
  expect(await guess('ada', 'password of ada')).toBe(429);
  expect(await guess('ada', 'password of ada', '192.0.2.2')).toBe(200);
});

test('an account that does not exist is limited alike', async () => {
  for (let count = 0; count < 3; count++) expect(await guess('nobody', 'wrong')).toBe(401);
  expect(await guess('nobody', 'wrong')).toBe(429);
});

test('attempts side by side count too', async () => {
  const statuses = await Promise.all(
    Array.from({ length: 8 }, (_, index) => guess('ada', 'wrong', `192.0.2.${index}`)),
  );
  expect(statuses.filter((status) => status === 401)).toHaveLength(3);
  expect(statuses.filter((status) => status === 429)).toHaveLength(5);
});

test('a right password clears the count', async () => {
  await guess('ada', 'wrong');
  await guess('ada', 'wrong');
  expect(await guess('ada', 'password of ada')).toBe(200);
  for (let count = 0; count < 3; count++) expect(await guess('ada', 'wrong')).toBe(401);
});

test('only failures count', async () => {
  for (let count = 0; count < 8; count++) expect(await guess('ada', 'password of ada')).toBe(200);
});

test('a forged X-Forwarded-For changes nothing', async () => {
  for (let count = 0; count < 5; count++) {
    await guess(`name${count}`, 'wrong', '192.0.2.1', { 'x-forwarded-for': `198.51.100.${count}` });
  }
  expect(await guess('another', 'wrong', '192.0.2.1', { 'x-forwarded-for': '198.51.100.99' })).toBe(429);
});

test('after a quarter of an hour the wait is over', async () => {
  for (let count = 0; count < 3; count++) await guess('ada', 'wrong');
  vi.setSystemTime(START + QUARTER_HOUR - 1);
  expect(await guess('ada', 'password of ada')).toBe(429);
  vi.setSystemTime(START + 2 * QUARTER_HOUR);
  expect(await guess('ada', 'password of ada')).toBe(200);
});
