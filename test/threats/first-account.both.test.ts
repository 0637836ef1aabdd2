import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Config } from '../../src/config.ts';
import { startInstance, type Instance } from '../support/instance.ts';

let instance: Instance | undefined;

afterEach(async () => {
  await instance?.stop();
  instance = undefined;
});

const account = { username: 'first', password: 'a password' };

function running(): Instance {
  if (!instance) throw new Error('No server was started');
  return instance;
}

const signUp = (headers: Record<string, string> = {}, extra: object = {}) =>
  running().call('POST', '/api/v1/auth/signup', { body: { ...account, ...extra }, headers });

async function expectNobody(): Promise<void> {
  expect(await running().services.users.isNew()).toBe(true);
}

describe('on a server that only this machine reaches', () => {
  test.each(['127.0.0.1:5230', 'localhost:5230', '[::1]:5230', '127.9.9.9', 'localhost'])(
    'who visits %s needs no code',
    async (host) => {
      instance = await startInstance();
      expect((await signUp({ host })).json.user).toMatchObject({ username: 'first', role: 'HOST' });
    },
  );
});

describe('on a server that only this machine reaches, a request by way of', () => {
  let shared: Instance;

  beforeAll(async () => {
    shared = await startInstance();
  });

  afterAll(() => shared.stop());

  test.each([
    ['a name that was rebound to this machine', { host: 'evil.example:5230' }],
    ['a name that begins like ours', { host: '127.0.0.1.evil.example' }],
    ['a name that begins like localhost', { host: 'localhost.evil.example' }],
    ['a name that hides behind a user', { host: 'localhost@evil.example' }],
    ['all addresses', { host: '0.0.0.0:5230' }],
    ['a decimal spelling', { host: '2130706433' }],
    ['a proxy (X-Forwarded-For)', { 'x-forwarded-for': '203.0.113.9' }],
    ['a proxy (Forwarded)', { forwarded: 'for=127.0.0.1' }],
    ['a proxy (Via)', { via: '1.1 proxy' }],
    ['a proxy (X-Forwarded-Host)', { 'x-forwarded-host': 'localhost' }],
    ['a proxy (X-Forwarded-Proto)', { 'x-forwarded-proto': 'https' }],
    ['a proxy (X-Real-IP)', { 'x-real-ip': '127.0.0.1' }],
    ['another origin', { origin: 'https://evil.example' }],
    ['a sandboxed page', { origin: 'null' }],
    ['another local program’s page', { origin: 'http://127.0.0.1:3000' }],
    ['another site', { 'sec-fetch-site': 'cross-site' }],
  ])('%s takes nothing', async (_way, headers) => {
    const answer = await shared.call('POST', '/api/v1/auth/signup', {
      body: account,
      headers: headers as Record<string, string>,
    });
    expect([answer.status, answer.headers['set-cookie']]).toEqual([403, undefined]);
    expect(await shared.services.users.isNew()).toBe(true);
  });
});

describe('on a server that others reach, the code from the log is needed', () => {
  const REACHABLE: [string, Partial<Config>][] = [
    ['at every address', { host: '0.0.0.0' }],
    ['at every IPv6 address', { host: '::' }],
    ['at a name', { host: 'notes.example.com' }],
    ['by a public address', { url: 'https://notes.example.com' }],
    ['through a proxy', { trustProxy: ['127.0.0.1'] }],
    ['through any proxy', { trustProxy: true }],
  ];

  test.each(REACHABLE)('%s', async (_how, config) => {
    instance = await startInstance(config);
    for (const extra of [{}, { setupCode: '' }, { setupCode: '00000000' }]) {
      const answer = await signUp({}, extra);
      expect([answer.status, answer.json.error.details[0].field]).toEqual([403, 'setupCode']);
    }
    for (const setupCode of [true, null, 0, [], {}])
      expect((await signUp({}, { setupCode })).status).toBe(400);
    await expectNobody();
    const { setupCode } = instance.services;
    expect((await signUp({}, { setupCode })).json.user.role).toBe('HOST');
    const second = await signUp({}, { setupCode, username: 'second' });
    expect(second.status).toBe(403);
  });

  test('and cannot be found by trying', async () => {
    instance = await startInstance({ host: '0.0.0.0', signInsPerAccount: 5 });
    const statuses = [];
    for (let guess = 0; guess < 8; guess++) {
      statuses.push((await signUp({}, { setupCode: String(guess).padStart(8, '0') })).status);
    }
    expect(statuses).toEqual([403, 403, 403, 403, 403, 429, 429, 429]);
    const { setupCode } = instance.services;
    expect((await signUp({}, { setupCode })).status).toBe(429);
    await expectNobody();
  });

  test('and is in no answer', async () => {
    instance = await startInstance({ host: '0.0.0.0' });
    const { setupCode } = instance.services;
    for (const path of [
      '/api/v1/system/info',
      '/api/v1/auth/status',
      '/api/openapi.json',
      '/readyz',
      '/metrics',
    ]) {
      expect((await instance.call('GET', path)).text).not.toContain(setupCode);
    }
    expect((await signUp({}, { setupCode: '1' })).text).not.toContain(setupCode);
    expect(instance.log.join('\n')).not.toContain(setupCode);
  });
});

test('of many first visitors at once, one becomes the host', async () => {
  instance = await startInstance({ allowSignUp: false });
  const answers = await Promise.all(
    Array.from({ length: 6 }, (_, index) => signUp({}, { username: `visitor${index}` })),
  );
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 403, 403, 403, 403, 403]);
  const users = await instance.services.users.listAll();
  expect(users.map(({ role }) => role)).toEqual(['HOST']);
});

test('the metrics are for this machine alone', async () => {
  instance = await startInstance();
  expect((await instance.call('GET', '/metrics')).status).toBe(200);
  for (const headers of [
    { host: 'evil.example' },
    { 'x-forwarded-for': '127.0.0.1' },
    { via: '1.1 proxy' },
  ]) {
    const answer = await instance.call('GET', '/metrics', { headers: headers as Record<string, string> });
    expect([answer.status, answer.text.includes('process_')]).toEqual([404, false]);
  }
});
