import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Config } from '../../src/config.ts';
import { openDatabaseDump } from '../support/database-dump.ts';
import { ORIGIN, startInstance, type Instance } from '../support/instance.ts';

let plain: Instance;
let special: Instance | undefined;
/** The one under test: `plain`, unless `start` made a special one. */
let instance: Instance;

beforeAll(async () => {
  plain = await startInstance({ allowSignUp: true, signInsPerAccount: 1e6, signInsPerAddress: 1e6 });
  await plain.account('ada');
  instance = plain;
});

afterEach(async () => {
  await special?.stop();
  special = undefined;
  instance = plain;
});

afterAll(() => plain.stop());

async function signIn(headers: Record<string, string> = {}) {
  const answer = await instance.call('POST', '/api/v1/auth/signin', {
    body: { username: 'ada', password: 'password of ada' },
    headers,
  });
  return {
    answer,
    line: String(answer.headers['set-cookie']),
    cookie: String(answer.headers['set-cookie']).split(';')[0] ?? '',
  };
}

async function start(config: Partial<Config>): Promise<void> {
  instance = special = await startInstance(config);
  await instance.account('ada');
}

describe('the session cookie', () => {
  test('is out of reach of scripts and of forms of other sites', async () => {
    const { line } = await signIn();
    expect(
      line
        .split('; ')
        .slice(1)
        .map((part) => part.split('=')[0])
        .toSorted(),
    ).toEqual(['Expires', 'HttpOnly', 'Path', 'SameSite']);
    expect(line).toMatch(/SameSite=Lax/);
    expect(line).not.toMatch(/Domain=/i);
  });

  test.each([
    ['with a public https address', { url: 'https://notes.example.com' }, {}, true],
    ['behind TLS at a trusted proxy', { trustProxy: ['127.0.0.1'] }, { 'x-forwarded-proto': 'https' }, true],
    [
      'behind a trusted proxy without TLS',
      { trustProxy: ['127.0.0.1'] },
      { 'x-forwarded-proto': 'http' },
      false,
    ],
    [
      'behind a proxy that is not trusted',
      { trustProxy: ['10.0.0.1'] },
      { 'x-forwarded-proto': 'https' },
      false,
    ],
    ['told of TLS by a stranger', {}, { 'x-forwarded-proto': 'https' }, false],
  ])('%s: Secure is as it should be', async (_when, config, headers, secure) => {
    await start(config);
    const { answer, line, cookie } = await signIn(headers);
    expect(answer.status).toBe(200);
    expect(/; Secure/.test(line)).toBe(secure);
    const origin =
      (config as Partial<Config>).url ?? `${secure ? 'https' : 'http'}://${new URL(ORIGIN).host}`;
    const out = await instance.call('POST', '/api/v1/auth/signout', {
      cookie,
      headers: { ...headers, origin },
    });
    expect([out.status, /; Secure/.test(String(out.headers['set-cookie']))]).toEqual([200, secure]);
  });

  test('is no bearer token, and a token is no cookie', async () => {
    const { cookie } = await signIn();
    const bob = await instance.account('bob');
    const secret = cookie.split('=')[1] ?? '';
    expect((await instance.call('GET', '/api/v1/auth/status', { token: secret })).status).toBe(401);
    const crossed = await instance.call('GET', '/api/v1/auth/status', {
      cookie: `commonplace_session=${bob.token}`,
    });
    expect(crossed.status).toBe(401);
  });

  test('is another after each sign-in, whatever was sent along', async () => {
    const planted = await signIn({ cookie: 'commonplace_session=chosen-by-the-attacker' });
    const second = await signIn();
    expect(planted.cookie).not.toContain('chosen');
    expect(planted.cookie).not.toBe(second.cookie);
  });

  test('that has ended locks nobody out: signing in and out work, and it is cleared', async () => {
    const { cookie } = await signIn();
    await instance.call('POST', '/api/v1/auth/signout', { cookie });
    const stale = await instance.call('GET', '/api/v1/memos', { cookie });
    expect([stale.status, stale.json.error.code]).toEqual([401, 'TOKEN_REVOKED']);
    expect(String(stale.headers['set-cookie'])).toMatch(/^commonplace_session=;.*Expires=Thu, 01 Jan 1970/);
    expect((await instance.call('POST', '/api/v1/auth/signout', { cookie })).status).toBe(200);
    expect((await signIn({ cookie, origin: ORIGIN })).answer.status).toBe(200);
  });
});

const FOREIGN = [
  ['another site', { origin: 'https://evil.example' }],
  ['a sandboxed page', { origin: 'null' }],
  ['no origin at all', { origin: undefined }],
  ['an empty origin', { origin: '' }],
  ['another port', { origin: 'http://127.0.0.1:5231' }],
  ['another scheme', { origin: 'https://127.0.0.1:5230' }],
  ['a longer name', { origin: `${ORIGIN}.evil.example` }],
  ['a name with ours as user', { origin: `${ORIGIN}@evil.example` }],
  ['two origins', { origin: `${ORIGIN}, https://evil.example` }],
  ['a path', { origin: `${ORIGIN}/` }],
] as const;

const WRITES = [
  ['POST', '/api/v1/memos', { content: 'forged' }],
  ['PATCH', '/api/v1/users/ada', { nickname: 'forged' }],
  ['POST', '/api/v1/access-tokens', { name: 'forged' }],
  ['DELETE', '/api/v1/memos/1', undefined],
  ['PATCH', '/api/v1/system/info', { allowSignUp: true }],
  ['POST', '/api/v1/auth/signout', undefined],
] as const;

describe('a request that another site makes the browser send', () => {
  test.each(FOREIGN)('from %s changes nothing', async (_from, { origin }) => {
    const { cookie } = await signIn();
    const database = await openDatabaseDump(instance.databaseUrl);
    const before = await database.read();
    for (const [method, path, body] of WRITES) {
      const headers = { cookie, ...(origin !== undefined && { origin }) };
      const answer = await instance.call(method, path, { body, headers });
      expect([path, answer.status, answer.json.error.code]).toEqual([path, 403, 'PERMISSION_DENIED']);
    }
    expect(await database.read()).toEqual(before);
    await database.close();
  });

  test.each([
    ['an Origin', { origin: 'https://evil.example' }],
    ['the Origin null', { origin: 'null' }],
    ['Sec-Fetch-Site', { 'sec-fetch-site': 'cross-site' }],
  ])('cannot sign the visitor in or up, told by %s', async (_by, headers) => {
    const { answer } = await signIn(headers as Record<string, string>);
    expect([answer.status, answer.headers['set-cookie']]).toEqual([403, undefined]);
    const signUp = await instance.call('POST', '/api/v1/auth/signup', {
      body: { username: 'mallory', password: 'a password' },
      headers: headers as Record<string, string>,
    });
    expect([signUp.status, signUp.headers['set-cookie']]).toEqual([403, undefined]);
  });

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/json',
  ])('is not read as JSON when sent as %s, which a form can do', async (type) => {
    const { cookie } = await signIn();
    const answer = await instance.call('POST', '/api/v1/memos', {
      cookie,
      raw: '{"content":"forged"}',
      headers: { 'content-type': type },
    });
    expect([answer.status, answer.json.error.code]).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
  });

  test.each(['GET', 'HEAD', 'OPTIONS'] as const)('by %s changes nothing', async (method) => {
    const { cookie } = await signIn();
    const database = await openDatabaseDump(instance.databaseUrl);
    const before = await database.read();
    const headers = { cookie, origin: 'https://evil.example', 'x-http-method-override': 'DELETE' };
    for (const [, path] of WRITES) await instance.call(method, `${path}?_method=DELETE`, { headers });
    expect(await database.read()).toEqual(before);
    await database.close();
  });

  test('the public address is an own origin, the forged forwarded one is not', async () => {
    await start({ url: 'https://notes.example.com' });
    const { cookie } = await signIn();
    const write = (headers: Record<string, string>) =>
      instance.call('POST', '/api/v1/memos', { body: { content: 'x' }, headers: { cookie, ...headers } });
    expect((await write({ origin: 'https://notes.example.com' })).status).toBe(200);
    const forged = {
      origin: 'https://evil.example',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'https',
    };
    expect((await write(forged)).status).toBe(403);
  });
});

test.each([
  '/api/v1/memos',
  '/api/v1/auth/status',
  '/api/v1/nothing',
  '/api/openapi.json',
  '/healthz',
  '/api/docs',
  '/%ff',
])('no other origin may read %s', async (path) => {
  const { cookie } = await signIn();
  for (const method of ['GET', 'OPTIONS', 'POST'] as const) {
    for (const origin of ['https://evil.example', 'null', ORIGIN]) {
      const answer = await instance.call(method, path, {
        headers: {
          cookie,
          origin,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'authorization',
        },
      });
      const granted = Object.keys(answer.headers).filter((name) => name.startsWith('access-control-'));
      expect(granted).toEqual([]);
    }
  }
});
