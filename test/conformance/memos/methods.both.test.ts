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

const ALLOWED: [string, string[]][] = [
  ['/memos', ['GET', 'HEAD', 'POST']],
  ['/memos/1', ['GET', 'HEAD', 'PATCH', 'DELETE']],
  ['/auth/signup', ['POST']],
  ['/auth/signin', ['POST']],
  ['/auth/signout', ['POST']],
  ['/auth/status', ['GET', 'HEAD']],
  ['/access-tokens', ['GET', 'HEAD', 'POST']],
  ['/access-tokens/1', ['GET', 'HEAD', 'DELETE']],
  ['/users', ['GET', 'HEAD', 'POST']],
  ['/users/ada', ['GET', 'HEAD', 'PATCH', 'DELETE']],
  ['/tags', ['GET', 'HEAD']],
  ['/tags/stats', ['GET', 'HEAD', 'PATCH', 'DELETE']],
  ['/tags/work', ['PATCH', 'DELETE']],
  ['/tags/work/alpha', ['PATCH', 'DELETE']],
  ['/search', ['GET', 'HEAD']],
  ['/system/info', ['GET', 'HEAD', 'PATCH']],
  ['/graph', ['GET', 'HEAD']],
  ['/vault', ['GET', 'HEAD']],
  ['/openapi.json', ['GET', 'HEAD']],
];
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'TRACE'] as const;

const listed = (allow: unknown): string[] => String(allow).split(', ').toSorted();

describe.each(ALLOWED)('%s', (path, methods) => {
  test.each(METHODS.filter((method) => !methods.includes(method)))('%s: 405 with Allow', async (method) => {
    const answer = await server.call(method as 'PUT', `/api/v1${path}`, { token: ada.token });
    expect(answer.status).toBe(405);
    if (method !== 'HEAD')
      expect(answer.json.error).toMatchObject({ code: 'METHOD_NOT_ALLOWED', details: [] });
    expect(listed(answer.headers['allow'])).toEqual([...methods, 'OPTIONS'].toSorted());
  });

  test('OPTIONS: 204 with Allow', async () => {
    const answer = await server.call('OPTIONS', `/api/v1${path}`, { token: ada.token });
    expect([answer.status, listed(answer.headers['allow'])]).toEqual([
      204,
      [...methods, 'OPTIONS'].toSorted(),
    ]);
  });
});

test('a wrong method is wrong whatever the body', async () => {
  const raw = '{"broken';
  const broken = await server.call('PUT', '/api/v1/memos', { token: ada.token, raw });
  const form = await server.call('PUT', '/api/v1/memos', {
    token: ada.token,
    raw,
    headers: { 'content-type': 'text/plain' },
  });
  expect([broken.status, form.status]).toEqual([405, 405]);
});

describe('an unknown path: 404 in the shape of the face', () => {
  test.each([
    '',
    '/',
    '/nothing',
    '/memos/1/nothing',
    '/webhook',
    '/auth',
    '/search/x',
    '/system',
    '/tags/',
    '//memos',
    '/../v1/none',
  ])('/api/v1%s', async (path) => {
    if (path === '/tags/')
      return expect((await server.call('GET', '/api/v1/tags/', { token: ada.token })).status).toBe(200);
    const answer = await server.call('GET', `/api/v1${path}`, { token: ada.token });
    expect([answer.status, answer.json.error.code]).toEqual([404, 'NOT_FOUND']);
  });

  test.each(['POST', 'PUT', 'PATCH', 'DELETE', 'TRACE'] as const)(
    'with %s too, whatever the body',
    async (method) => {
      for (const headers of [{ 'content-type': 'application/json' }, { 'content-type': 'text/plain' }]) {
        const answer = await server.call(method as 'POST', '/api/v1/nothing', {
          token: ada.token,
          raw: '{"broken',
          headers,
        });
        expect([answer.status, answer.json.error.code]).toEqual([404, 'NOT_FOUND']);
      }
    },
  );

  test('what was asked for is text in the answer, and cut to length', async () => {
    const answer = await server.call('GET', `/api/v1/%3Cscript%3E${'x'.repeat(5000)}`);
    expect(answer.text).not.toContain('<script>');
    expect(answer.text.length).toBeLessThan(500);
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
  });
});
