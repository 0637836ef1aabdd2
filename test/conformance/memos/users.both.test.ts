import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fieldsOf, startMemos, type Memos } from '../../support/memos.ts';
import type { Account } from '../../support/instance.ts';

let server: Memos;
let host: Account;
let ada: Account;
let bob: Account;

beforeAll(async () => {
  server = await startMemos();
  host = await server.account('host');
  ada = await server.account('ada');
  bob = await server.account('bob');
});
afterAll(() => server.stop());

const path = (name: string | number) => `/api/v1/users/${name}`;
const get = (name: string | number, by: Account) => server.call('GET', path(name), { token: by.token });
const update = (name: string | number, body: unknown, by: Account) =>
  server.call('PATCH', path(name), { token: by.token, body });

describe('get current user', () => {
  test('get information about the authenticated user: the fields of the example response', async () => {
    const { json, status } = await server.call('GET', '/api/v1/auth/status', { token: host.token });
    expect(status).toBe(200);
    expect(json).toEqual({
      user: {
        id: 1,
        name: 'users/1',
        username: 'host',
        role: 'HOST',
        email: 'host@example.com',
        nickname: '',
        avatarUrl: '',
        createTime: '2025-08-19T10:00:00Z',
        updateTime: '2025-08-19T10:00:00Z',
        rowStatus: 'NORMAL',
        defaultVisibility: 'PRIVATE',
      },
    });
  });
});

describe('update user', () => {
  test('update user profile information: nickname, email, avatarUrl', async () => {
    const body = {
      nickname: 'Ada L.',
      email: 'ada@lovelace.example',
      avatarUrl: 'https://example.com/a.png',
    };
    server.time.now += 60_000;
    const answer = await update('ada', body, ada);
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({ username: 'ada', ...body, updateTime: '2025-08-19T10:01:00Z' });
    expect((await get('ada', ada)).json).toEqual(answer.json);
  });

  test('each field alone, and all others stay', async () => {
    const before = (await get('bob', bob)).json;
    const { json } = await update('bob', { nickname: 'Bobby' }, bob);
    expect(json).toEqual({ ...before, nickname: 'Bobby', updateTime: json.updateTime });
  });

  test('fields can be emptied', async () => {
    const body = { nickname: '', email: '', avatarUrl: '' };
    expect((await update('bob', body, bob)).json).toMatchObject(body);
  });

  test.each([
    [{ nickname: 5 }, 'nickname'],
    [{ nickname: 'x'.repeat(65) }, 'nickname'],
    [{ email: 'no address' }, 'email'],
    [{ email: `${'x'.repeat(250)}@example.com` }, 'email'],
    [{ avatarUrl: 'javascript:alert(1)' }, 'avatarUrl'],
    [{ avatarUrl: 'data:text/html,x' }, 'avatarUrl'],
    [{ avatarUrl: `https://example.com/${'x'.repeat(2048)}` }, 'avatarUrl'],
    [{ defaultVisibility: 'SECRET' }, 'defaultVisibility'],
  ])('%j: 400 that names it', async (body, field) => {
    const answer = await update('ada', body, ada);
    expect([answer.status, fieldsOf(answer)]).toEqual([400, [field]]);
  });

  test('an address of another account: 409 ALREADY_EXISTS', async () => {
    const answer = await update('bob', { email: 'HOST@example.com' }, bob);
    expect([answer.status, answer.json.error.code, fieldsOf(answer)]).toEqual([
      409,
      'ALREADY_EXISTS',
      ['email'],
    ]);
  });

  test('nobody changes another profile: 403', async () => {
    expect((await update('ada', { nickname: 'taken' }, bob)).json.error.code).toBe('PERMISSION_DENIED');
  });

  test('the host does', async () => {
    expect((await update('bob', { nickname: 'by the host' }, host)).json.nickname).toBe('by the host');
  });

  test('without credentials: 401', async () => {
    expect((await server.call('PATCH', path('ada'), { body: { nickname: 'x' } })).status).toBe(401);
  });

  test('id and username from a user are ignored', async () => {
    const before = (await get('ada', ada)).json;
    const { json } = await update('ada', { id: 1, username: 'root', name: 'users/1', createTime: 'x' }, ada);
    expect(json).toEqual({ ...before, updateTime: json.updateTime });
  });
});

describe('role and status by HOST only', () => {
  test.each([{ role: 'ADMIN' }, { role: 'HOST' }, { rowStatus: 'ARCHIVED' }])(
    '%j from the user: 403',
    async (body) => {
      expect((await update('ada', body, ada)).status).toBe(403);
      expect((await get('ada', ada)).json).toMatchObject({ role: 'USER', rowStatus: 'NORMAL' });
    },
  );

  test('the host makes an administrator, and takes it back', async () => {
    expect((await update('bob', { role: 'ADMIN' }, host)).json.role).toBe('ADMIN');
    expect((await update('ada', { role: 'ADMIN' }, bob)).status).toBe(403);
    expect((await update('bob', { role: 'USER' }, host)).json.role).toBe('USER');
  });

  test('an archived user is out at once, and comes back with a new sign-in', async () => {
    const cid = await server.account('cid');
    expect((await update('cid', { rowStatus: 'ARCHIVED' }, host)).json.rowStatus).toBe('ARCHIVED');
    expect((await get('cid', cid)).json.error.code).toBe('TOKEN_REVOKED');
    const body = { username: 'cid', password: cid.password };
    expect((await server.call('POST', '/api/v1/auth/signin', { body })).status).toBe(401);
    await update('cid', { rowStatus: 'NORMAL' }, host);
    expect((await server.call('POST', '/api/v1/auth/signin', { body })).status).toBe(200);
  });

  test('the host stays the host', async () => {
    expect((await update('host', { role: 'USER' }, host)).status).toBe(403);
    expect((await update('bob', { role: 'HOST' }, host)).status).toBe(400);
  });
});

describe('GET /users/{username}', () => {
  test('by name without case, or by number', async () => {
    const expected = (await get('ada', ada)).json;
    expect((await get('ADA', ada)).json).toEqual(expected);
    expect((await get(ada.id, ada)).json).toEqual(expected);
  });

  test("others' e-mail addresses are hidden, except from administrators", async () => {
    expect((await get('host', ada)).json.email).toBe('');
    expect((await get('host', ada)).text).not.toContain('host@example.com');
    expect((await get('ada', host)).json.email).not.toBe('');
  });

  test.each(['nobody', '999', '999999999999999', 'a%00b', '%C3%A4'])('%s is not there', async (name) => {
    expect([400, 404]).toContain((await get(name, ada)).status);
    expect([400, 404]).toContain((await update(name, { nickname: 'x' }, host)).status);
  });

  test('without credentials: 401', async () => {
    expect((await server.call('GET', path('ada'))).status).toBe(401);
  });
});
