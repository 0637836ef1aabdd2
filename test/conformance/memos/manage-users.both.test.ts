import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fieldsOf, startMemos, type Memos } from '../../support/memos.ts';
import type { Account } from '../../support/instance.ts';

let server: Memos;
let host: Account;
let admin: Account;
let ada: Account;

beforeAll(async () => {
  server = await startMemos();
  host = await server.account('host');
  admin = await server.account('admin');
  ada = await server.account('ada');
  await server.services.users.update(
    { kind: 'user', userId: host.id, role: 'HOST', scope: 'admin', via: 'local', credentialId: null },
    { username: 'admin' },
    { role: 'ADMIN' },
  );
});
afterAll(() => server.stop());

const create = (body: object, by: Account | null) =>
  server.call('POST', '/api/v1/users', {
    token: by?.token,
    body: { password: 'a long password', ...body },
  });
const remove = (name: string, by: Account) =>
  server.call('DELETE', `/api/v1/users/${name}`, { token: by.token });

describe('GET /users', () => {
  test('lists users to administrators', async () => {
    for (const reader of [host, admin]) {
      const { json } = await server.call('GET', '/api/v1/users', { token: reader.token });
      expect(json.data.map((user: { username: string }) => user.username)).toEqual(['host', 'admin', 'ada']);
    }
  });

  test('users: 403, anonymous: 401', async () => {
    expect((await server.call('GET', '/api/v1/users', { token: ada.token })).status).toBe(403);
    expect((await server.call('GET', '/api/v1/users')).status).toBe(401);
  });

  test('an administrator with a token of a smaller scope: 403', async () => {
    const { secret } = await server.services.tokens.createFor(host.id, { name: 'w', scope: 'write' });
    expect((await server.call('GET', '/api/v1/users', { token: secret })).status).toBe(403);
  });
});

describe('POST /users', () => {
  test('administrators create users', async () => {
    const byHost = await create({ username: 'bob', email: 'bob@example.com', nickname: 'Bob' }, host);
    expect(byHost.status).toBe(200);
    expect(byHost.json).toMatchObject({
      username: 'bob',
      role: 'USER',
      email: 'bob@example.com',
      nickname: 'Bob',
    });
    expect((await create({ username: 'cid' }, admin)).json.username).toBe('cid');
    const body = { username: 'cid', password: 'a long password' };
    expect((await server.call('POST', '/api/v1/auth/signin', { body })).status).toBe(200);
  });

  test('users: 403, anonymous: 401', async () => {
    expect((await create({ username: 'dan' }, ada)).status).toBe(403);
    expect((await create({ username: 'dan' }, null)).status).toBe(401);
  });

  test('only the host makes administrators, and nobody a second host', async () => {
    expect((await create({ username: 'eve', role: 'ADMIN' }, admin)).status).toBe(403);
    expect((await create({ username: 'eve', role: 'HOST' }, host)).status).toBe(400);
    expect((await create({ username: 'eve', role: 'ADMIN' }, host)).json.role).toBe('ADMIN');
  });

  test('a name that is taken: 409 ALREADY_EXISTS', async () => {
    const answer = await create({ username: 'Ada' }, host);
    expect([answer.status, answer.json.error.code, fieldsOf(answer)]).toEqual([
      409,
      'ALREADY_EXISTS',
      ['username'],
    ]);
  });

  test.each([{ username: '' }, { username: 'a b' }, { username: 'x'.repeat(33) }, { username: 5 }])(
    '%j: 400 that names it',
    async (body) => {
      const answer = await create(body, host);
      expect([answer.status, fieldsOf(answer)]).toEqual([400, ['username']]);
    },
  );
});

describe('DELETE /users/{username}', () => {
  test('closes the account: credentials end, memos are hidden, the name stays taken', async () => {
    const fay = await server.account('fay');
    await server.write(fay, 'shared by fay', { visibility: 'PUBLIC' });
    const answer = await remove('fay', host);
    expect([answer.status, answer.json]).toEqual([200, {}]);
    expect((await server.call('GET', '/api/v1/auth/status', { token: fay.token })).json.error.code).toBe(
      'TOKEN_REVOKED',
    );
    expect(await server.contents(host)).not.toContain('shared by fay');
    expect((await server.call('GET', '/api/v1/users/fay', { token: host.token })).status).toBe(404);
    const { json } = await server.call('GET', '/api/v1/users', { token: host.token });
    expect(json.data.map((user: { username: string }) => user.username)).not.toContain('fay');
    expect((await create({ username: 'fay' }, host)).status).toBe(409);
  });

  test('users: 403', async () => {
    expect((await remove('admin', ada)).status).toBe(403);
    expect((await remove('ada', ada)).status).toBe(403);
  });

  test('an administrator deletes no administrator, and nobody the own account', async () => {
    expect((await remove('host', admin)).status).toBe(403);
    expect((await remove('host', host)).status).toBe(403);
  });

  test('somebody who is not there: 404', async () => {
    expect((await remove('nobody', host)).status).toBe(404);
  });
});

describe('a password change', () => {
  const change = (account: Account, body: object, cookie: string) =>
    server.call('PATCH', `/api/v1/users/${account.username}`, { cookie, body });
  const code = async (options: object) =>
    (await server.call('GET', '/api/v1/auth/status', options)).json.error?.code ?? 'good';

  test('ends all other sessions and tokens, and the new password is the one', async () => {
    const gus = await server.account('gus');
    const [here, elsewhere] = [await server.signIn(gus), await server.signIn(gus)];
    const body = { password: 'the new password', currentPassword: gus.password };
    expect((await change(gus, body, here)).status).toBe(200);
    expect([
      await code({ cookie: here }),
      await code({ cookie: elsewhere }),
      await code({ token: gus.token }),
    ]).toEqual(['good', 'TOKEN_REVOKED', 'TOKEN_REVOKED']);
    await expect(server.signIn(gus)).rejects.toThrow('401');
    await server.signIn({ username: 'gus', password: 'the new password' });
  });

  test.each([
    ['without the current one', {}, 'currentPassword'],
    ['with a wrong current one', { currentPassword: 'a wrong password' }, 'currentPassword'],
    ['to a short one', { password: '1234567', currentPassword: 'password of ada' }, 'password'],
  ])('%s: 400, and nothing ends', async (_name, body, field) => {
    const cookie = await server.signIn(ada);
    const answer = await change(ada, { password: 'the new password', ...body }, cookie);
    expect([answer.status, fieldsOf(answer)]).toEqual([400, [field]]);
    expect(await code({ token: ada.token })).toBe('good');
  });

  test('of somebody else: 403, also for the host', async () => {
    const body = { password: 'the new password', currentPassword: host.password };
    expect((await change(ada, body, await server.signIn(host))).status).toBe(403);
  });
});
