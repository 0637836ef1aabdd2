import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fieldsOf, startMemos, type Memos } from '../../support/memos.ts';
import type { Account } from '../../support/instance.ts';

let server: Memos;
let host: Account;
let ada: Account;

beforeAll(async () => {
  server = await startMemos();
  host = await server.account('host');
  ada = await server.account('ada');
});
afterAll(() => server.stop());

const info = async (by?: Account) =>
  (await server.call('GET', '/api/v1/system/info', { token: by?.token })).json;
const update = (body: unknown, by: Account | null = host) =>
  server.call('PATCH', '/api/v1/system/info', { token: by?.token, body });

describe('GET /api/v1/system/info', () => {
  test('get system information: the fields of the example response, and the version of this program', async () => {
    expect(await info()).toEqual({
      version: '0.24.0',
      mode: 'prod',
      hasOwner: true,
      allowSignUp: false,
      disablePasswordLogin: false,
      additionalScript: '',
      customizedProfile: {
        title: 'Commonplace',
        description: expect.any(String),
        logoUrl: '',
        locale: 'en',
      },
      commonplaceVersion: expect.stringMatching(/^\d+\.\d+\.\d+/),
    });
  });

  test('open to all, and the same for all: no secret, no count of private things', async () => {
    const before = await info();
    await server.write(ada, 'one more');
    expect(await info(host)).toEqual(before);
    expect(JSON.stringify(before)).not.toContain('example.com');
  });
});

describe('PATCH /api/v1/system/info', () => {
  test('by HOST changes what it names, and nothing else', async () => {
    const before = await info();
    const { status, json } = await update({ customizedProfile: { title: 'Our notes', locale: 'de-AT' } });
    expect(status).toBe(200);
    expect(json).toEqual({
      ...before,
      customizedProfile: { ...before.customizedProfile, title: 'Our notes', locale: 'de-AT' },
    });
    expect(await info()).toEqual(json);
  });

  test('allowSignUp opens and shuts the door', async () => {
    const signUp = (username: string) =>
      server.call('POST', '/api/v1/auth/signup', { body: { username, password: 'a long password' } });
    expect((await signUp('bob')).status).toBe(403);
    expect((await update({ allowSignUp: true })).json.allowSignUp).toBe(true);
    expect((await signUp('bob')).status).toBe(200);
    await update({ allowSignUp: false });
    expect((await signUp('cid')).status).toBe(403);
  });

  test('disablePasswordLogin keeps all but the host from signing in', async () => {
    expect((await update({ disablePasswordLogin: true })).json.disablePasswordLogin).toBe(true);
    await expect(server.signIn(ada)).rejects.toThrow('403');
    await server.signIn(host);
    await update({ disablePasswordLogin: false });
    await server.signIn(ada);
  });

  test('additionalScript, mode and version are not to be had', async () => {
    const body = { additionalScript: 'alert(1)', mode: 'dev', version: '9', commonplaceVersion: '9' };
    const before = await info();
    expect((await update(body)).json).toEqual(before);
  });

  test('users: 403, anonymous: 401, and the host with a token of a smaller scope: 403', async () => {
    const body = { allowSignUp: true };
    expect((await update(body, ada)).status).toBe(403);
    expect((await update(body, null)).status).toBe(401);
    const { secret } = await server.services.tokens.createFor(host.id, { name: 'w', scope: 'write' });
    expect((await update(body, { ...host, token: secret })).status).toBe(403);
    expect((await info()).allowSignUp).toBe(false);
  });

  test.each([
    [{ allowSignUp: 'yes' }, 'allowSignUp'],
    [{ customizedProfile: 'x' }, 'customizedProfile'],
    [{ customizedProfile: { title: 5 } }, 'customizedProfile.title'],
    [{ customizedProfile: { title: 'x'.repeat(101) } }, 'customizedProfile.title'],
    [{ customizedProfile: { logoUrl: 'javascript:alert(1)' } }, 'customizedProfile.logoUrl'],
    [{ customizedProfile: { locale: 'not a locale' } }, 'customizedProfile.locale'],
  ])('%j: 400 that names it', async (body, field) => {
    const before = await info();
    const answer = await update(body);
    expect([answer.status, fieldsOf(answer)]).toEqual([400, [field]]);
    expect(await info()).toEqual(before);
  });
});

test('the flag of the command line wins over the setting', async () => {
  const open = await startMemos({ allowSignUp: true });
  const owner = await open.account('owner');
  const { json } = await open.call('PATCH', '/api/v1/system/info', {
    token: owner.token,
    body: { allowSignUp: false },
  });
  expect(json.allowSignUp).toBe(true);
  await open.stop();
});
