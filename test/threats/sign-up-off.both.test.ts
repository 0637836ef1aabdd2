import { afterEach, expect, test } from 'vitest';
import { openDatabaseDump } from '../support/database-dump.ts';
import { startInstance, type Instance } from '../support/instance.ts';

let instance: Instance;

afterEach(() => instance.stop());

const newcomer = { username: 'mallory', password: 'a password', role: 'USER', setupCode: '00000000' };

test.each([
  ['by default', {}],
  ['by configuration', { allowSignUp: false }],
])('switched off %s, no route makes a user for anybody but administrators', async (_why, config) => {
  instance = await startInstance(config);
  const host = await instance.account('hilda');
  const ada = await instance.account('ada');
  const database = await openDatabaseDump(instance.databaseUrl);
  const before = await database.read();
  const own = await instance.services.tokens.createFor(host.id, { name: 'write', scope: 'write' });

  for (const token of [undefined, ada.token, own.secret]) {
    for (const path of ['/api/v1/auth/signup', '/api/v1/users', '/api/v1/auth/signup/', '/api/v1//users']) {
      const answer = await instance.call('POST', path, { token, body: newcomer });
      expect([path, [401, 403, 404].includes(answer.status)]).toEqual([path, true]);
      expect(answer.headers['set-cookie']).toBeUndefined();
    }
    for (const method of ['PATCH', 'DELETE'] as const) {
      const answer = await instance.call(method, '/api/v1/users/mallory', { token, body: newcomer });
      expect(answer.status).toBeGreaterThanOrEqual(401);
    }
  }
  const { users } = await database.read();
  await database.close();
  expect(users).toEqual(before['users']);
});

test('the configuration wins over the stored setting', async () => {
  instance = await startInstance({ allowSignUp: false });
  const host = await instance.account('hilda');
  const patch = await instance.call('PATCH', '/api/v1/system/info', {
    token: host.token,
    body: { allowSignUp: true },
  });
  expect(patch.json.allowSignUp).toBe(false);
  expect((await instance.call('POST', '/api/v1/auth/signup', { body: newcomer })).status).toBe(403);
});

test('the host switches it on and off', async () => {
  instance = await startInstance();
  const host = await instance.account('hilda');
  const set = (allowSignUp: boolean) =>
    instance.call('PATCH', '/api/v1/system/info', { token: host.token, body: { allowSignUp } });
  await set(true);
  expect((await instance.call('POST', '/api/v1/auth/signup', { body: newcomer })).status).toBe(200);
  await set(false);
  const late = await instance.call('POST', '/api/v1/auth/signup', {
    body: { ...newcomer, username: 'late' },
  });
  expect([late.status, late.json.error.code]).toEqual([403, 'PERMISSION_DENIED']);
});
