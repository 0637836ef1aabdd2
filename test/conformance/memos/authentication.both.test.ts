import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cookieOf, startMemos, type Memos } from '../../support/memos.ts';
import { ORIGIN, type Account } from '../../support/instance.ts';

let server: Memos;
let ada: Account;

beforeAll(async () => {
  server = await startMemos();
  ada = await server.account('ada');
});
afterAll(() => server.stop());

const status = (options: object) => server.call('GET', '/api/v1/auth/status', options);

describe('the access token', () => {
  test('the quick start: a good token gets the status', async () => {
    expect((await status({ token: ada.token })).status).toBe(200);
  });

  test('the scheme is matched without case, as HTTP has it', async () => {
    expect((await status({ headers: { authorization: `bearer ${ada.token}` } })).status).toBe(200);
  });

  test('missing authentication: 401 UNAUTHENTICATED, saying how to authenticate', async () => {
    const answer = await status({});
    expect(answer.status).toBe(401);
    expect(answer.headers['www-authenticate']).toMatch(/^Bearer /);
    const message = 'Missing or invalid authentication';
    expect(answer.json).toEqual({ error: { code: 'UNAUTHENTICATED', message, details: [] } });
  });

  test.each(['Bearer', 'Bearer cpl_unknown', 'Basic YWRhOmFkYQ==', 'Bearer a b', 'cpl_x', ''])(
    'invalid authentication "%s": 401, also where anonymous is welcome',
    async (authorization) => {
      const answer = await server.call('GET', '/api/v1/memos', { headers: { authorization } });
      expect([answer.status, answer.json.error.code]).toEqual([401, 'UNAUTHENTICATED']);
    },
  );

  test('a token that has expired: 401 TOKEN_EXPIRED, from that moment on', async () => {
    const expiresAt = server.time.now + 60_000;
    const { secret } = await server.services.tokens.createFor(ada.id, { name: 'short', expiresAt });
    server.time.now = expiresAt - 1;
    expect((await status({ token: secret })).status).toBe(200);
    server.time.now = expiresAt;
    const answer = await status({ token: secret });
    expect([answer.status, answer.json.error.code]).toEqual([401, 'TOKEN_EXPIRED']);
  });

  test('a token that was revoked: 401 TOKEN_REVOKED', async () => {
    const { secret, token } = await server.services.tokens.createFor(ada.id, { name: 'lost' });
    await server.call('DELETE', `/api/v1/access-tokens/${token.id}`, { token: ada.token });
    const answer = await status({ token: secret });
    expect([answer.status, answer.json.error.code]).toEqual([401, 'TOKEN_REVOKED']);
  });

  test('wins over a cookie', async () => {
    const bob = await server.account('bob');
    const cookie = await server.signIn(bob);
    expect((await status({ token: ada.token, cookie })).json.user.username).toBe('ada');
  });
});

describe('POST /auth/signin', () => {
  const signIn = (body: unknown, headers?: Record<string, string>) =>
    server.call('POST', '/api/v1/auth/signin', { body, ...(headers && { headers }) });

  test('sets the session cookie, out of reach of scripts, and answers {user}', async () => {
    const answer = await signIn({ username: 'ada', password: ada.password });
    expect(answer.status).toBe(200);
    expect(answer.json).toEqual((await status({ token: ada.token })).json);
    expect(answer.headers['set-cookie']).toMatch(/; HttpOnly/);
    expect(answer.headers['set-cookie']).toMatch(/; SameSite=Lax/);
    expect((await status({ cookie: cookieOf(answer) })).json.user.username).toBe('ada');
  });

  test('the name is matched without case', async () => {
    expect((await signIn({ username: 'ADA', password: ada.password })).status).toBe(200);
  });

  test('a wrong password and an unknown name get the same 401, and no cookie', async () => {
    const wrong = await signIn({ username: 'ada', password: 'not the password' });
    const unknown = await signIn({ username: 'nobody', password: 'not the password' });
    expect([wrong.status, wrong.json.error.code]).toEqual([401, 'UNAUTHENTICATED']);
    expect([unknown.status, unknown.json]).toEqual([wrong.status, wrong.json]);
    expect([wrong.headers['set-cookie'], unknown.headers['set-cookie']]).toEqual([undefined, undefined]);
  });

  test('without its fields: 400 that names them', async () => {
    expect((await signIn({})).json.error.details).toEqual([
      { field: 'username', issue: 'Username is required' },
      { field: 'password', issue: 'Password is required' },
    ]);
  });

  test('from another site: 403', async () => {
    const body = { username: 'ada', password: ada.password };
    expect((await signIn(body, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await signIn(body, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  });
});

describe('POST /auth/signout', () => {
  test('ends the session and takes the cookie back', async () => {
    const cookie = await server.signIn(ada);
    const answer = await server.call('POST', '/api/v1/auth/signout', { cookie });
    expect([answer.status, answer.json]).toEqual([200, {}]);
    expect(answer.headers['set-cookie']).toMatch(/^commonplace_session=;.*Expires=Thu, 01 Jan 1970/);
    expect((await status({ cookie })).json.error.code).toBe('TOKEN_REVOKED');
  });

  test('without a session there is nothing to end: 200', async () => {
    expect((await server.call('POST', '/api/v1/auth/signout')).status).toBe(200);
    expect((await server.call('POST', '/api/v1/auth/signout', { token: ada.token })).status).toBe(200);
    expect((await status({ token: ada.token })).status).toBe(200);
  });
});

describe('a session', () => {
  test('that nobody uses for 30 days has expired', async () => {
    const cookie = await server.signIn(ada);
    server.time.now += 30 * 86_400_000;
    expect((await status({ cookie })).json.error.code).toBe('TOKEN_EXPIRED');
  });

  test.each([undefined, 'https://evil.example', 'null'])(
    'writes need an Origin of this server, not %s',
    async (origin) => {
      const cookie = await server.signIn(ada);
      const headers = { ...(origin !== undefined && { origin }) };
      const answer = await server.app.inject({
        method: 'POST',
        url: '/api/v1/memos',
        headers: { host: new URL(ORIGIN).host, cookie, 'content-type': 'application/json', ...headers },
        payload: '{"content":"forged"}',
      });
      expect([answer.statusCode, answer.json().error.code]).toEqual([403, 'PERMISSION_DENIED']);
      expect(await server.contents(ada)).not.toContain('forged');
    },
  );

  test('writes from this server are taken, reads from anywhere', async () => {
    const cookie = await server.signIn(ada);
    expect((await server.call('POST', '/api/v1/memos', { cookie, body: { content: 'x' } })).status).toBe(200);
    expect((await status({ cookie, headers: { origin: 'https://evil.example' } })).status).toBe(200);
  });
});
