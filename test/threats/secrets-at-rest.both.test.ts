import { afterAll, beforeAll, expect, test } from 'vitest';
import { databaseText } from '../support/database-dump.ts';
import { runRaw } from '../support/raw-database.ts';
import { startInstance, type Account, type Instance } from '../support/instance.ts';

/** Everything that must stay secret, by what it is; all of it has been used before the tests look. */
const secrets: Record<string, string> = {};
const answers: string[] = [];
let instance: Instance;
let host: Account;

const PASSWORD = 'Kennwort-mit-Wiedererkennung-7391';
const NEW_PASSWORD = 'Neues-Kennwort-mit-Merkmal-2846';
const WRONG_PASSWORD = 'Falsches-Kennwort-mit-Merkmal-5512';

beforeAll(async () => {
  instance = await startInstance({ allowSignUp: true, logLevel: 'debug' });
  host = await instance.account('hilda');

  const up = await call('POST', '/api/v1/auth/signup', { body: { username: 'ada', password: PASSWORD } });
  const signIn = (password: string) =>
    call('POST', '/api/v1/auth/signin', { body: { username: 'ada', password } });
  const session = sessionOf(up.headers);
  const cookie = `commonplace_session=${session}`;
  const token = await call('POST', '/api/v1/access-tokens', { cookie, body: { name: 'agent' } });
  const second = sessionOf((await signIn(PASSWORD)).headers);
  await signIn(WRONG_PASSWORD);
  await call('PATCH', '/api/v1/users/ada', {
    cookie,
    body: { password: NEW_PASSWORD, currentPassword: WRONG_PASSWORD },
  });
  await call('PATCH', '/api/v1/users/ada', {
    cookie,
    body: { password: NEW_PASSWORD, currentPassword: PASSWORD },
  });
  await call('GET', '/api/v1/access-tokens', { token: token.json.accessToken });
  await call('POST', '/api/v1/auth/signup', { raw: `{"password":"${WRONG_PASSWORD}",` });
  await call('POST', '/api/v1/auth/signup', {
    body: { username: 'a', password: [WRONG_PASSWORD], email: WRONG_PASSWORD },
  });
  await call('POST', '/api/v1/users', {
    token: host.token,
    body: { username: 'ada', password: WRONG_PASSWORD, email: 'x@example.com' },
  });
  await instance.services.users.setPassword({ username: 'ada' }, PASSWORD);
  Object.assign(secrets, {
    password: PASSWORD,
    newPassword: NEW_PASSWORD,
    wrongPassword: WRONG_PASSWORD,
    session,
    second,
    token: token.json.accessToken,
    hostToken: host.token,
    hostPassword: host.password,
    setupCode: instance.services.setupCode,
  });
});

afterAll(() => instance.stop());

async function call(...[method, path, options]: Parameters<Instance['call']>) {
  const answer = await instance.call(method, path, options);
  const isFirstShown = path.endsWith('/access-tokens') && method === 'POST';
  const { 'set-cookie': _cookie, ...headers } = answer.headers;
  answers.push(
    JSON.stringify(headers),
    isFirstShown ? answer.text.replace(answer.json.accessToken, '') : answer.text,
  );
  return answer;
}

function sessionOf(headers: { 'set-cookie'?: string | string[] | number | undefined }): string {
  return /commonplace_session=([^;]+)/.exec(String(headers['set-cookie']))?.[1] ?? 'none';
}

/** Which secrets a text gives away, also in the encodings in which they might have been kept. */
function found(text: string): string[] {
  return Object.entries(secrets)
    .filter(([, secret]) =>
      [
        secret,
        Buffer.from(secret).toString('base64'),
        Buffer.from(secret).toString('hex'),
        encodeURIComponent(secret),
      ].some((form) => text.includes(form)),
    )
    .map(([name]) => name);
}

test('the planted secrets are real, and would be found', () => {
  expect(Object.values(secrets).every((secret) => secret.length >= 8 && secret !== 'none')).toBe(true);
  expect(found(`x${secrets['token']}x${Buffer.from(PASSWORD).toString('hex')}`)).toEqual([
    'password',
    'token',
  ]);
});

test('the database holds none of them, only slow hashes of passwords', async () => {
  const text = await databaseText(instance.databaseUrl);
  expect(found(text)).toEqual([]);
  expect(text.match(/\$argon2id\$v=19\$m=(\d+),t=(\d+),p=1\$/g)).toHaveLength(2);
  expect(text).toContain('secret_hash');
});

test('the log holds none of them', () => {
  expect(found(instance.log.join('\n'))).toEqual([]);
});

test('the answers hold none of them', () => {
  expect(answers.length).toBeGreaterThan(10);
  expect(found(answers.join('\n'))).toEqual([]);
});

test('no later answer holds one, not even to the host, nor a hash', async () => {
  const paths = [
    '/api/openapi.json',
    '/metrics',
    '/api/v1/users',
    '/api/v1/users/ada',
    '/api/v1/access-tokens',
    '/api/v1/access-tokens/1',
    '/api/v1/system/info',
    '/api/v1/auth/status',
  ];
  for (const path of paths) {
    const { status, text } = await instance.call('GET', path, { token: host.token });
    expect([path, status, found(text), /argon2|[0-9a-f]{64}|hash/i.test(text)]).toEqual([
      path,
      200,
      [],
      false,
    ]);
  }
});

test('an error nobody expected tells the client nothing, and the log no secret', async () => {
  const broken = await startInstance();
  const ada = await broken.account('ada');
  secrets['brokenToken'] = ada.token;
  await runRaw(broken.databaseUrl, 'alter table note_tags rename to elsewhere');
  const answer = await broken.call('POST', '/api/v1/memos', {
    token: ada.token,
    body: { content: 'Planted-content-4711 #tag' },
  });
  expect([answer.status, answer.json.error.code]).toEqual([500, 'INTERNAL_ERROR']);
  expect(answer.json.error.message).toMatch(/^Server error; the log has more under the request id [\w-]+$/);
  const log = broken.log.join('\n');
  expect(log).toContain('Request failed');
  expect([found(log), log.includes('Planted-content-4711')]).toEqual([[], false]);
  await broken.stop();
});
