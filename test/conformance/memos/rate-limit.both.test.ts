import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { startMemos, type Memos } from '../../support/memos.ts';
import type { Account, Answer } from '../../support/instance.ts';
import { readConfig } from '../../../src/config.ts';

const HOUR = 3_600_000;
const START = Date.parse('2025-08-19T10:00:00Z');

let server: Memos;
let ada: Account;

beforeEach(async () => {
  // Only what the limiter calls "now": nothing here waits for a timer.
  vi.useFakeTimers({ toFake: ['Date'], now: START });
  server = await startMemos({ rateLimitToken: 3, rateLimitAnonymous: 2, rateLimitSession: 4 });
  ada = await server.account('ada');
  // The check against the document has asked anonymously.
  vi.setSystemTime(START + HOUR);
  server.time.now = START + HOUR;
});
afterEach(async () => {
  await server.stop();
  vi.useRealTimers();
});

const limitsOf = ({ headers }: Answer) =>
  ['limit', 'remaining', 'reset'].map((name) => headers[`x-ratelimit-${name}`]);
const RESET = String((START + 2 * HOUR) / 1000);
const status = (token?: string) => server.call('GET', '/api/v1/system/info', { token });

test('rate limit information is included in response headers: limit, remaining, reset in epoch seconds', async () => {
  expect(limitsOf(await status(ada.token))).toEqual(['3', '2', RESET]);
  expect(limitsOf(await status(ada.token))).toEqual(['3', '1', RESET]);
  expect(limitsOf(await status(ada.token))).toEqual(['3', '0', RESET]);
});

test('when you hit rate limits: 429 RESOURCE_EXHAUSTED with Retry-After', async () => {
  for (let count = 0; count < 3; count++) await status(ada.token);
  const answer = await status(ada.token);
  expect(answer.status).toBe(429);
  expect(answer.json).toEqual({
    error: { code: 'RESOURCE_EXHAUSTED', message: 'Rate limit exceeded', details: [] },
  });
  expect(answer.headers['retry-after']).toBe('3600');
  expect(limitsOf(answer)).toEqual(['3', '0', RESET]);
});

test('what is refused is not done', async () => {
  for (let count = 0; count < 3; count++) await status(ada.token);
  const answer = await server.call('POST', '/api/v1/memos', { token: ada.token, body: { content: 'late' } });
  expect(answer.status).toBe(429);
  expect(
    await server.services.tags.list({
      kind: 'user',
      userId: ada.id,
      role: 'HOST',
      scope: 'admin',
      via: 'local',
      credentialId: null,
    }),
  ).toEqual([]);
  vi.setSystemTime(START + 2 * HOUR);
  expect(await server.contents(ada)).toEqual([]);
});

test('an address that cannot be read counts like any other', async () => {
  const ask = () => server.call('GET', '/api/v1/memos/%FF');
  expect([(await ask()).status, (await ask()).status, (await ask()).status]).toEqual([400, 400, 429]);
});

test('per hour: then the count begins anew', async () => {
  for (let count = 0; count < 4; count++) await status(ada.token);
  vi.setSystemTime(START + 2 * HOUR - 1);
  expect((await status(ada.token)).status).toBe(429);
  vi.setSystemTime(START + 2 * HOUR);
  server.time.now = START + 2 * HOUR;
  const answer = await status(ada.token);
  expect(answer.status).toBe(200);
  expect(limitsOf(answer)).toEqual(['3', '2', String((START + 3 * HOUR) / 1000)]);
});

describe('who is counted', () => {
  test("authenticated requests: a token's user, by whatever token", async () => {
    const { secret } = await server.services.tokens.createFor(ada.id, { name: 'second' });
    await status(ada.token);
    expect(limitsOf(await status(secret))).toEqual(['3', '1', RESET]);
  });

  test('each user alone', async () => {
    const bob = await server.account('bob');
    for (let count = 0; count < 4; count++) await status(ada.token);
    expect((await status(bob.token)).status).toBe(200);
  });

  test('unauthenticated requests: an address', async () => {
    const ask = async (remoteAddress: string) =>
      (await server.app.inject({ url: '/api/v1/system/info', remoteAddress })).headers[
        'x-ratelimit-remaining'
      ];
    expect([await ask('192.0.2.1'), await ask('192.0.2.1'), await ask('192.0.2.2')]).toEqual(['1', '0', '1']);
  });

  test('of IPv6 a whole /64, and IPv4 inside IPv6 is IPv4', async () => {
    const ask = async (remoteAddress: string) =>
      (await server.app.inject({ url: '/api/v1/system/info', remoteAddress })).headers[
        'x-ratelimit-remaining'
      ];
    expect([await ask('2001:db8::1'), await ask('2001:db8::ffff:2'), await ask('2001:db8:0:1::1')]).toEqual([
      '1',
      '0',
      '1',
    ]);
    expect([await ask('192.0.2.9'), await ask('::ffff:192.0.2.9')]).toEqual(['1', '0']);
  });

  test('a forged X-Forwarded-For counts for nothing', async () => {
    const ask = (from: string) =>
      server.call('GET', '/api/v1/system/info', { headers: { 'x-forwarded-for': from } });
    await ask('198.51.100.1');
    await ask('198.51.100.2');
    expect((await ask('198.51.100.3')).status).toBe(429);
  });

  test('a wrong token counts against the address that sent it', async () => {
    const first = await status('cpl_wrong');
    expect([first.status, ...limitsOf(first)]).toEqual([401, '2', '1', RESET]);
    await status('cpl_other');
    expect((await status()).status).toBe(429);
  });

  test('each browser session has its own count', async () => {
    const [one, two] = [await server.signIn(ada), await server.signIn(ada)];
    const ask = (cookie: string) => server.call('GET', '/api/v1/auth/status', { cookie });
    for (let count = 0; count < 4; count++) expect((await ask(one)).status).toBe(200);
    expect((await ask(one)).status).toBe(429);
    expect(limitsOf(await ask(two))).toEqual(['4', '3', RESET]);
  });
});

describe('the headers are on every answer', () => {
  const answers: [number, string, () => Promise<Answer>][] = [
    [200, 'a success', () => status(ada.token)],
    [204, 'OPTIONS', () => server.call('OPTIONS', '/api/v1/memos', { token: ada.token })],
    [
      304,
      'not modified',
      async () => {
        const { headers } = await status(ada.token);
        return server.call('GET', '/api/v1/system/info', {
          token: ada.token,
          headers: { 'if-none-match': String(headers['etag']) },
        });
      },
    ],
    [400, 'a bad parameter', () => server.call('GET', '/api/v1/memos?limit=0', { token: ada.token })],
    [400, 'a bad body', () => server.call('POST', '/api/v1/memos', { token: ada.token, raw: '{' })],
    [
      400,
      'an address that cannot be read',
      () => server.call('GET', '/api/v1/memos/%FF', { token: ada.token }),
    ],
    [401, 'no credentials', () => server.call('GET', '/api/v1/tags')],
    [
      403,
      'no permission',
      async () => server.call('GET', '/api/v1/users', { token: (await server.account('bob')).token }),
    ],
    [404, 'no such memo', () => server.call('GET', '/api/v1/memos/99', { token: ada.token })],
    [404, 'no such path', () => server.call('GET', '/api/v1/nothing', { token: ada.token })],
    [405, 'no such method', () => server.call('PUT', '/api/v1/memos', { token: ada.token })],
    [
      412,
      'no such version',
      () =>
        server.call('POST', '/api/v1/memos', {
          token: ada.token,
          body: { content: 'x' },
          headers: { 'if-match': '"x"' },
        }),
    ],
    [
      413,
      'too large',
      () =>
        server.call('POST', '/api/v1/memos', {
          token: ada.token,
          body: { content: 'a'.repeat(1024 * 1024 + 1) },
        }),
    ],
    [
      415,
      'no such type',
      () =>
        server.call('POST', '/api/v1/memos', {
          token: ada.token,
          raw: 'x',
          headers: { 'content-type': 'text/plain' },
        }),
    ],
    [200, 'the document', () => server.call('GET', '/api/v1/openapi.json', { token: ada.token })],
  ];

  test.each(answers)('%i: %s', async (code, _name, ask) => {
    const answer = await ask();
    expect(answer.status).toBe(code);
    const [limit, remaining, reset] = limitsOf(answer).map(Number);
    expect([2, 3]).toContain(limit);
    expect(remaining).toBeLessThan(limit ?? 0);
    expect(String(reset)).toBe(RESET);
  });
});

test('zero is no limit, and no headers', async () => {
  const free = await startMemos();
  const answer = await free.call('GET', '/api/v1/system/info');
  expect(limitsOf(answer)).toEqual([undefined, undefined, undefined]);
  await free.stop();
});

test('1000 requests an hour for a token, 100 for an address, 10000 for a session, unless set otherwise', () => {
  expect(readConfig({ env: { HOME: '/home/ada' } })).toMatchObject({
    rateLimitToken: 1000,
    rateLimitAnonymous: 100,
    rateLimitSession: 10_000,
  });
});
