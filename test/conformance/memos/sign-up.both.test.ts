import { describe, expect, onTestFinished, test } from 'vitest';
import { cookieOf, fieldsOf, startMemos, type Memos } from '../../support/memos.ts';
import type { Config } from '../../../src/config.ts';

async function fresh(config: Partial<Config> = {}): Promise<Memos> {
  const server = await startMemos(config);
  onTestFinished(() => server.stop());
  return server;
}

const ADA = { username: 'ada', password: 'a long password', email: 'ada@example.com', nickname: 'Ada' };
const signUp = (server: Memos, body: unknown, headers?: Record<string, string>) =>
  server.call('POST', '/api/v1/auth/signup', { body, ...(headers && { headers }) });

describe('POST /auth/signup', () => {
  test('the first is HOST, signed in at once', async () => {
    const server = await fresh();
    const answer = await signUp(server, ADA);
    expect(answer.status).toBe(200);
    expect(answer.json.user).toMatchObject({
      id: 1,
      name: 'users/1',
      username: 'ada',
      role: 'HOST',
      email: 'ada@example.com',
      nickname: 'Ada',
    });
    const status = await server.call('GET', '/api/v1/auth/status', { cookie: cookieOf(answer) });
    expect(status.json).toEqual(answer.json);
  });

  test('e-mail and nickname are optional', async () => {
    const { json } = await signUp(await fresh(), { username: 'ada', password: ADA.password });
    expect([json.user.email, json.user.nickname]).toEqual(['', '']);
  });

  test('later only where allowSignUp: 403 before', async () => {
    const server = await fresh();
    await signUp(server, ADA);
    const answer = await signUp(server, { username: 'bob', password: ADA.password });
    expect([answer.status, answer.json.error.code]).toEqual([403, 'PERMISSION_DENIED']);
    expect(await server.services.users.listAll()).toHaveLength(1);
  });

  test('later ones are USER, whatever role they ask for', async () => {
    const server = await fresh({ allowSignUp: true });
    await signUp(server, ADA);
    const { json } = await signUp(server, { username: 'bob', password: ADA.password, role: 'HOST' });
    expect(json.user.role).toBe('USER');
  });

  test('two first ones at the same time: one is HOST, the other is refused', async () => {
    const server = await fresh();
    const answers = await Promise.all(
      ['ada', 'bob', 'cid'].map((username) => signUp(server, { username, password: ADA.password })),
    );
    expect(answers.map((answer) => answer.status).toSorted()).toEqual([200, 403, 403]);
  });

  test('a name or address that is taken: 409 ALREADY_EXISTS that names it', async () => {
    const server = await fresh({ allowSignUp: true });
    await signUp(server, ADA);
    const name = await signUp(server, { ...ADA, username: 'ADA', email: 'b@example.com' });
    expect([name.status, name.json.error.code, fieldsOf(name)]).toEqual([
      409,
      'ALREADY_EXISTS',
      ['username'],
    ]);
    const email = await signUp(server, { ...ADA, username: 'bob', email: 'ADA@example.com' });
    expect([email.status, fieldsOf(email)]).toEqual([409, ['email']]);
  });

  test.each([
    ['no name', { password: ADA.password }, 'username'],
    ['a name that starts with a digit', { ...ADA, username: '1ada' }, 'username'],
    ['a name that is a path', { ...ADA, username: '../ada' }, 'username'],
    ['no password', { username: 'ada' }, 'password'],
    ['a short password', { ...ADA, password: '1234567' }, 'password'],
    ['an address that is none', { ...ADA, email: 'ada' }, 'email'],
    ['a nickname of 65 characters', { ...ADA, nickname: 'x'.repeat(65) }, 'nickname'],
  ])('%s: 400 that names it', async (_name, body, field) => {
    const server = await fresh();
    const answer = await signUp(server, body);
    expect([answer.status, fieldsOf(answer)]).toEqual([400, [field]]);
    expect(await server.services.users.isNew()).toBe(true);
  });

  test('the first account of a server that others reach needs the code from its log', async () => {
    const server = await fresh({ host: '0.0.0.0' });
    const answer = await signUp(server, ADA);
    expect([answer.status, fieldsOf(answer)]).toEqual([403, ['setupCode']]);
    const { setupCode } = server.services;
    expect((await signUp(server, { ...ADA, setupCode })).json.user.role).toBe('HOST');
  });

  test('from another site: 403', async () => {
    expect((await signUp(await fresh(), ADA, { origin: 'https://evil.example' })).status).toBe(403);
  });
});
