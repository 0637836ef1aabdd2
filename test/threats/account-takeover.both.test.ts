import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabaseDump, type DatabaseDump } from '../support/database-dump.ts';
import { startInstance, type Account, type Instance } from '../support/instance.ts';

let instance: Instance;
let database: DatabaseDump;
let host: Account;
let ada: Account;
let bob: Account;

beforeAll(async () => {
  instance = await startInstance({ allowSignUp: true });
  host = await instance.account('hilda');
  ada = await instance.account('ada');
  bob = await instance.account('bob');
  database = await openDatabaseDump(instance.databaseUrl);
});

afterAll(async () => {
  await database.close();
  await instance.stop();
});

const usersNow = async () => (await database.read())['users'];

/** Everything of an account that its user may not set, by every name it might go by. */
const FORBIDDEN = [{ role: 'HOST' }, { role: 'ADMIN' }, { rowStatus: 'ARCHIVED' }];
const IGNORED: object[] = [
  { id: 1 },
  { username: 'hilda' },
  { name: 'users/1' },
  { status: 'DELETED' },
  { passwordHash: 'x' },
  { password_hash: 'x' },
  { userId: 1 },
  { createTime: '2020-01-01T00:00:00Z' },
  { 'role ': 'HOST' },
  { Role: 'HOST' },
  { constructor: { prototype: { role: 'HOST' } } },
];

describe('a user who changes the own account', () => {
  test.each(FORBIDDEN)('is refused %j, and nothing changes', async (body) => {
    const before = await usersNow();
    const answer = await instance.call('PATCH', '/api/v1/users/ada', { token: ada.token, body });
    expect([answer.status, answer.json.error.code]).toEqual([403, 'PERMISSION_DENIED']);
    const mixed = await instance.call('PATCH', `/api/v1/users/${ada.id}`, {
      token: ada.token,
      body: { nickname: 'Ada the host', ...body },
    });
    expect(mixed.status).toBe(403);
    expect(await usersNow()).toEqual(before);
  });

  test.each(IGNORED)('cannot slip %j in', async (body) => {
    const before = await usersNow();
    await instance.call('PATCH', '/api/v1/users/ada', { token: ada.token, body });
    const row = (rows: string[] | undefined) => rows?.map((text) => ({ ...JSON.parse(text), updated_at: 0 }));
    expect(row(await usersNow())).toEqual(row(before));
  });

  test('cannot slip a prototype in', async () => {
    const raw = '{"nickname":"Ada","__proto__":{"role":"HOST","status":"NORMAL","isAdmin":true}}';
    const answer = await instance.call('PATCH', '/api/v1/users/ada', { token: ada.token, raw });
    expect(answer.json).toMatchObject({ id: ada.id, role: 'USER' });
    expect(({} as { role?: string }).role).toBeUndefined();
  });
});

test.each([
  { nickname: 'Bob' },
  { email: 'ada@example.org' },
  { password: 'a new password', currentPassword: 'password of bob' },
  { password: 'a new password', currentPassword: 'password of ada' },
  { avatarUrl: 'https://example.org/a.png' },
  { defaultVisibility: 'PUBLIC' },
])('another user cannot change %j', async (body) => {
  const before = await usersNow();
  for (const name of ['bob', 'BOB', String(bob.id), 'hilda']) {
    const answer = await instance.call('PATCH', `/api/v1/users/${name}`, { token: ada.token, body });
    expect([name, answer.status]).toEqual([name, 403]);
  }
  expect(await usersNow()).toEqual(before);
});

test('not even the host sets the password of another account', async () => {
  const before = await usersNow();
  const answer = await instance.call('PATCH', '/api/v1/users/bob', {
    token: host.token,
    body: { password: 'chosen by the host', currentPassword: host.password },
  });
  expect(answer.status).toBe(403);
  expect(await usersNow()).toEqual(before);
});

test('an own password needs the present one', async () => {
  const before = await usersNow();
  for (const currentPassword of [undefined, 'password of bob', '']) {
    const body = { password: 'a new password', currentPassword };
    const answer = await instance.call('PATCH', '/api/v1/users/ada', { token: ada.token, body });
    expect([answer.status, answer.json.error.details[0].field]).toEqual([400, 'currentPassword']);
  }
  expect(await usersNow()).toEqual(before);
});

test('there is one host: nobody is made one, and the host stays', async () => {
  const before = await usersNow();
  const patch = (name: string, body: object) =>
    instance.call('PATCH', `/api/v1/users/${name}`, { token: host.token, body });
  expect((await patch('ada', { role: 'HOST' })).status).toBe(400);
  expect((await patch('hilda', { role: 'USER' })).status).toBe(403);
  expect((await patch('hilda', { rowStatus: 'ARCHIVED' })).status).toBe(403);
  expect((await instance.call('DELETE', '/api/v1/users/hilda', { token: host.token })).status).toBe(403);
  expect(await usersNow()).toEqual(before);
});

describe('who signs up', () => {
  let count = 0;

  test.each([
    { role: 'HOST' },
    { role: 'ADMIN' },
    { id: 1 },
    { status: 'DELETED', rowStatus: 'ARCHIVED' },
    { isTrusted: true },
  ])('becomes a plain user in spite of %j', async (extra) => {
    const username = `visitor${Object.keys(extra).join('')}${String(Object.values(extra)[0])}`;
    const answer = await instance.call('POST', '/api/v1/auth/signup', {
      body: { username, password: 'a password', ...extra },
    });
    expect(answer.status).toBe(200);
    expect(answer.json.user).toMatchObject({ username, role: 'USER', rowStatus: 'NORMAL' });
    expect(answer.json.user.id).toBeGreaterThan(bob.id);
  });

  test.each([
    [null],
    [['https://example.org/a.png']],
    [5],
    [{}],
    ['javascript:alert(1)'],
    ['https://example.org/a.png'],
  ])('or is made gets no avatar %j, which is no part of that', async (avatarUrl) => {
    const account = (start: string) => ({
      username: `${start}${(count += 1)}`,
      password: 'a password',
      avatarUrl,
    });
    const up = await instance.call('POST', '/api/v1/auth/signup', { body: account('up') });
    expect([up.status, up.json.user?.avatarUrl]).toEqual([200, '']);
    const made = await instance.call('POST', '/api/v1/users', { token: host.token, body: account('made') });
    expect([made.status, made.json.avatarUrl]).toEqual([200, '']);
    const patch = await instance.call('PATCH', '/api/v1/users/ada', {
      token: ada.token,
      body: { avatarUrl },
    });
    const isAddress = avatarUrl === 'https://example.org/a.png';
    expect([patch.status, patch.json.error?.details[0].field]).toEqual(
      isAddress ? [200, undefined] : [400, 'avatarUrl'],
    );
  });

  test('cannot take a name by other letters', async () => {
    for (const username of ['ADA', 'Ada', 'aDa', 'ada ', ' ada', 'ada\u200b', 'аda', 'ada%00', '1']) {
      const answer = await instance.call('POST', '/api/v1/auth/signup', {
        body: { username, password: 'a password' },
      });
      expect([username, answer.status]).toEqual([username, /^ada$/i.test(username) ? 409 : 400]);
    }
  });
});
