import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DAY, HOUR } from '../../src/domain/time.ts';
import { runRaw } from '../support/raw-database.ts';
import { startInstance, type Account, type Call, type Instance } from '../support/instance.ts';

let instance: Instance;
let host: Account;
let count = 0;

beforeAll(async () => {
  instance = await startInstance();
  host = await instance.account('hilda');
});

afterAll(() => instance.stop());

interface Member extends Account {
  /** Two sessions and two tokens: the ones that act, and the others. */
  session: Call;
  otherSession: Call;
  access: Call;
  otherAccess: Call;
}

async function member(): Promise<Member> {
  const account = await instance.account(`member${++count}`);
  const { secret } = await instance.services.tokens.createFor(account.id, { name: 'second' });
  return {
    ...account,
    session: await signIn(account),
    otherSession: await signIn(account),
    access: { token: account.token },
    otherAccess: { token: secret },
  };
}

async function signIn({ username, password }: { username: string; password: string }): Promise<Call> {
  const answer = await instance.call('POST', '/api/v1/auth/signin', { body: { username, password } });
  return { cookie: String(answer.headers['set-cookie']).split(';')[0] ?? '' };
}

/** What the credentials still get: `200`, or the code of the refusal. */
async function outcome(credentials: Call): Promise<unknown> {
  const read = await instance.call('GET', '/api/v1/auth/status', credentials);
  const write = await instance.call('POST', '/api/v1/memos', {
    ...credentials,
    body: { content: 'Still here' },
  });
  expect(write.status).toBe(read.status);
  // What anybody may see is refused too: the caller should hear of it.
  expect((await instance.call('GET', '/api/v1/memos', credentials)).status).toBe(read.status);
  return read.status === 200 ? 200 : `${read.status} ${read.json.error.code}`;
}

const all = async (of: Member) => ({
  session: await outcome(of.session),
  otherSession: await outcome(of.otherSession),
  access: await outcome(of.access),
  otherAccess: await outcome(of.otherAccess),
});

const ENDED = '401 TOKEN_REVOKED';
const EVERYTHING_ENDED = { session: ENDED, otherSession: ENDED, access: ENDED, otherAccess: ENDED };

describe('from one moment to the next', () => {
  test('a password change by session ends all but that session', async () => {
    const ada = await member();
    expect(await all(ada)).toEqual({ session: 200, otherSession: 200, access: 200, otherAccess: 200 });
    const answer = await instance.call('PATCH', `/api/v1/users/${ada.username}`, {
      ...ada.session,
      body: { password: 'another password', currentPassword: ada.password },
    });
    expect(answer.status).toBe(200);
    expect(await all(ada)).toEqual({ ...EVERYTHING_ENDED, session: 200 });
    expect((await signIn(ada)).cookie).toBe('undefined');
    expect(await outcome(await signIn({ ...ada, password: 'another password' }))).toBe(200);
  });

  test('a password change by token ends every session and token', async () => {
    const ada = await member();
    await instance.call('PATCH', `/api/v1/users/${ada.id}`, {
      ...ada.access,
      body: { password: 'another password', currentPassword: ada.password },
    });
    expect(await all(ada)).toEqual(EVERYTHING_ENDED);
  });

  test('archiving an account ends all, and restoring it brings none back', async () => {
    const ada = await member();
    const set = (rowStatus: string) =>
      instance.call('PATCH', `/api/v1/users/${ada.username}`, { token: host.token, body: { rowStatus } });
    await set('ARCHIVED');
    expect(await all(ada)).toEqual(EVERYTHING_ENDED);
    expect((await signIn(ada)).cookie).toBe('undefined');
    await set('NORMAL');
    expect(await all(ada)).toEqual(EVERYTHING_ENDED);
    expect(await outcome(await signIn(ada))).toBe(200);
  });

  test('an account that is not in order has no access, even if its credentials were left alone', async () => {
    const ada = await member();
    for (const status of ['ARCHIVED', 'DELETED']) {
      await runRaw(instance.databaseUrl, `update users set status = '${status}' where id = ${ada.id}`);
      expect(await all(ada)).toEqual(EVERYTHING_ENDED);
    }
  });

  test('deleting an account ends all, hides it and its notes', async () => {
    const ada = await member();
    const note = await instance.call('POST', '/api/v1/memos', {
      ...ada.access,
      body: { content: 'Left behind', visibility: 'PUBLIC' },
    });
    await instance.call('DELETE', `/api/v1/users/${ada.username}`, { token: host.token });
    expect(await all(ada)).toEqual(EVERYTHING_ENDED);
    expect((await signIn(ada)).cookie).toBe('undefined');
    for (const token of [undefined, host.token]) {
      expect((await instance.call('GET', `/api/v1/memos/${note.json.id}`, { token })).status).toBe(404);
      expect((await instance.call('GET', '/api/v1/search?q=behind', { token })).json.data).toEqual([]);
    }
    expect((await instance.call('GET', `/api/v1/users/${ada.id}`, { token: host.token })).status).toBe(404);
  });

  test('revoking a token ends that one alone, also by itself', async () => {
    const ada = await member();
    const { json } = await instance.call('GET', '/api/v1/access-tokens', ada.access);
    const id = json.data.find(({ name }: { name: string }) => name === 'test').id;
    expect((await instance.call('DELETE', `/api/v1/access-tokens/${id}`, ada.access)).status).toBe(200);
    expect(await all(ada)).toEqual({ session: 200, otherSession: 200, access: ENDED, otherAccess: 200 });
    expect((await instance.call('GET', `/api/v1/access-tokens/${id}`, ada.session)).status).toBe(404);
  });

  test('signing out ends the session on the server, not only in the browser', async () => {
    const ada = await member();
    await instance.call('POST', '/api/v1/auth/signout', ada.session);
    expect(await all(ada)).toEqual({ session: ENDED, otherSession: 200, access: 200, otherAccess: 200 });
  });

  test('losing a role takes the rights of tokens made with it', async () => {
    const ada = await member();
    const setRole = (role: string) =>
      instance.call('PATCH', `/api/v1/users/${ada.id}`, { token: host.token, body: { role } });
    await setRole('ADMIN');
    expect((await instance.call('GET', '/api/v1/users', ada.access)).status).toBe(200);
    await setRole('USER');
    expect((await instance.call('GET', '/api/v1/users', ada.access)).status).toBe(403);
    expect((await instance.call('GET', '/api/v1/users', ada.session)).status).toBe(403);
  });

  test('a token ends with its expiry, a session 30 days after its last use', async () => {
    const ada = await member();
    const expiresAt = new Date(instance.time.now + HOUR).toISOString();
    const made = await instance.call('POST', '/api/v1/access-tokens', {
      ...ada.session,
      body: { name: 'short', expiresAt },
    });
    const short = { token: made.json.accessToken };
    instance.time.now += HOUR - 1;
    expect(await outcome(short)).toBe(200);
    instance.time.now += 1;
    expect(await outcome(short)).toBe('401 TOKEN_EXPIRED');
    instance.time.now += 31 * DAY;
    expect(await outcome(ada.otherSession)).toBe('401 TOKEN_EXPIRED');
    expect(await outcome(ada.access)).toBe(200);
  });
});

test('a token makes none that outlives it or may do more', async () => {
  const ada = await member();
  const make = (credentials: Call, body: object) =>
    instance.call('POST', '/api/v1/access-tokens', { ...credentials, body: { name: 'child', ...body } });
  const at = (time: number) => new Date(time).toISOString();
  const end = instance.time.now + DAY;
  const parent = {
    token: (await make(ada.session, { expiresAt: at(end), scopes: ['write'] })).json.accessToken,
  };

  expect((await make(parent, { expiresAt: at(end) })).status).toBe(200);
  for (const body of [{}, { expiresAt: at(end + HOUR) }]) {
    const answer = await make(parent, body);
    expect([answer.status, answer.json.error?.code]).toEqual([403, 'PERMISSION_DENIED']);
  }
  expect((await make(parent, { expiresAt: at(end), scopes: ['read', 'admin'] })).status).toBe(403);
});

const GARBAGE = [
  'x',
  'cpl_',
  'cpl_undefined',
  'null',
  'eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIiwicm9sZSI6IkhPU1QifQ.',
  'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.AAAA',
  "' OR 1=1 --",
  '%00',
  'é',
  'x'.repeat(8000),
];

describe('what is no token', () => {
  test.each(GARBAGE.map((token) => [token.slice(0, 40), token]))('%s is refused', async (_name, token) => {
    for (const credentials of [{ token }, { headers: { cookie: `commonplace_session=${token}` } }]) {
      const answer = await instance.call('GET', '/api/v1/memos', credentials);
      expect([answer.status, answer.json.error.code]).toEqual([401, 'UNAUTHENTICATED']);
      expect(answer.headers['www-authenticate']).toMatch(/^Bearer/);
    }
  });

  test('and neither is the hash of one, its name or a part of it', async () => {
    const { token } = await member();
    for (const wrong of [
      token.slice(0, -1),
      `${token}A`,
      token.slice(4),
      token.toUpperCase(),
      `${token},${token}`,
    ]) {
      expect((await instance.call('GET', '/api/v1/memos', { token: wrong })).status).toBe(401);
    }
  });

  test.each(['Basic aGlsZGE6cGFzc3dvcmQ=', 'Bearer', 'Bearer ', 'bearer:x', 'Token x', '', 'Bearer a b'])(
    'the header "%s" is refused',
    async (authorization) => {
      const answer = await instance.call('GET', '/api/v1/memos', { headers: { authorization } });
      expect([answer.status, answer.json.error.code]).toEqual([401, 'UNAUTHENTICATED']);
    },
  );

  test('a token in the address is none', async () => {
    const { token } = await member();
    const answer = await instance.call('GET', `/api/v1/auth/status?access_token=${token}&token=${token}`);
    expect(answer.status).toBe(401);
  });
});
