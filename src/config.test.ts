import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig, settings, type Sources } from './config.ts';

/** Reads a configuration whose data folder, /data, holds this file. */
function read({ file, ...sources }: Partial<Sources> & { file?: unknown } = {}) {
  const text = typeof file === 'string' ? file : JSON.stringify(file);
  return readConfig({
    env: { COMMONPLACE_DATA: '/data', ...sources.env },
    flags: sources.flags ?? {},
    readFile: (path) => (path === '/data/commonplace.json' ? text : undefined),
  });
}

function problemsOf(sources: Parameters<typeof read>[0]): readonly string[] {
  try {
    read(sources);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

test('without any setting the defaults hold', () => {
  expect(readConfig({ env: { HOME: '/home/ada' }, readFile: () => undefined })).toEqual({
    host: '127.0.0.1',
    port: 5230,
    workers: 1,
    maxConnections: 10_000,
    data: '/home/ada/.local/share/commonplace',
    database: '/home/ada/.local/share/commonplace/commonplace.db',
    blobs: undefined,
    vault: true,
    url: undefined,
    trustProxy: false,
    allowSignUp: undefined,
    maxContentBytes: 1_048_576,
    maxUploadBytes: 268_435_456,
    maxUserBytes: 0,
    rateLimitToken: 1000,
    rateLimitAnonymous: 100,
    rateLimitSession: 10_000,
    signInsPerAccount: 10,
    signInsPerAddress: 50,
    allowPrivateWebhooks: false,
    allowPrivateCapture: false,
    webhookRetrySeconds: [5, 30, 120, 600, 1800, 3600, 7200, 14_400, 28_800, 28_800],
    releaseUrl: undefined,
    keyed: false,
    logLevel: 'info',
    logFormat: 'json',
  });
});

test('a flag wins over the environment, and the environment over the file', () => {
  const file = { port: 1, host: 'file', 'log-level': 'warn' };
  const env = { COMMONPLACE_PORT: '2', COMMONPLACE_HOST: 'env' };
  const flags = { port: '3' };
  expect(read({ flags, env, file })).toMatchObject({ port: 3, host: 'env', logLevel: 'warn' });
});

test('every setting can be given as a flag, as a variable and in the file', () => {
  const values: Record<string, string> = {
    host: '::1',
    port: '8080',
    workers: '2',
    'max-connections': '100',
    data: '/data',
    database: 'postgres://ada:secret@db/notes',
    blobs: '/data/files',
    vault: 'false',
    url: 'https://notes.example.com',
    'trust-proxy': '10.0.0.0/8',
    'allow-sign-up': 'true',
    'max-content-bytes': '2048',
    'max-upload-bytes': '4096',
    'max-user-bytes': '8192',
    'rate-limit-token': '1',
    'rate-limit-anonymous': '2',
    'rate-limit-session': '0',
    'sign-ins-per-account': '4',
    'sign-ins-per-address': '5',
    'allow-private-webhooks': 'true',
    'allow-private-capture': 'true',
    'webhook-retry-seconds': '1,20',
    'release-url': 'https://releases.example.com/latest',
    keyed: 'true',
    'log-level': 'debug',
    'log-format': 'text',
  };
  const { data: _, ...file } = values;
  const env = Object.fromEntries(settings.map(({ name, variable }) => [variable, values[name]]));
  const config = read({ flags: values });
  expect(Object.keys(values)).toEqual(settings.map(({ name }) => name));
  expect(read({ env })).toEqual(config);
  expect(read({ file })).toEqual(config);
});

test('all problems are told at once, each with the setting, where it was set, and what to write', () => {
  const problems = problemsOf({
    flags: { port: 'abc' },
    env: { COMMONPLACE_LOG_LEVEL: 'loud', COMMONPLACE_PROT: '1' },
    file: { 'max-content-bytes': 10, colour: 'red', 'allow-sign-up': null, data: '/elsewhere' },
  });
  expect(problems).toEqual([
    expect.stringMatching(/^COMMONPLACE_PROT: is no setting; correct its name or unset it/),
    expect.stringMatching(
      /^"colour" \(\/data\/commonplace\.json\): is no setting; correct its name or remove it/,
    ),
    'allow-sign-up (/data/commonplace.json): is not text, a number, true or false; write it as one of these',
    'data (/data/commonplace.json): cannot be set in a file that lies there; use --data or COMMONPLACE_DATA',
    'port (--port): "abc" does not fit; use a whole number from 0 to 65535',
    'max-content-bytes (/data/commonplace.json): "10" does not fit; use a whole number from 1024 to 67108864',
    'log-level (COMMONPLACE_LOG_LEVEL): "loud" is not one of them; use silent, error, warn, info, debug',
  ]);
});

test.each([
  ['port', '65536'],
  ['port', '-1'],
  ['port', '1e3'],
  ['port', ''],
  ['host', 'http://localhost'],
  ['host', 'localhost:80'],
  ['database', 'mysql://localhost/notes'],
  ['database', ''],
  ['data', ' '],
  ['url', 'notes.example.com'],
  ['url', 'javascript:alert(1)'],
  ['url', 'https://notes.example.com/?a=b'],
  ['trust-proxy', 'proxy.example.com'],
  ['trust-proxy', '10.0.0.0/33'],
  ['trust-proxy', '10.0.0.1,,10.0.0.2'],
  ['allow-sign-up', 'yes'],
  ['rate-limit-token', '-1'],
  ['sign-ins-per-account', '0'],
  ['log-format', 'xml'],
])('%s cannot be "%s"', (name, value) => {
  expect(problemsOf({ flags: { [name]: value } })).toEqual([
    expect.stringContaining(`${name} (--${name}): `),
  ]);
});

test.each([
  ['true', true],
  ['false', false],
  ['127.0.0.1, ::1', ['127.0.0.1', '::1']],
  ['10.0.0.0/8', ['10.0.0.0/8']],
])('trust-proxy "%s" means %j', (text, expected) => {
  expect(read({ flags: { 'trust-proxy': text } }).trustProxy).toEqual(expected);
});

test('the file may hold lists, numbers and booleans', () => {
  const file = { 'trust-proxy': ['127.0.0.1', '::1'], port: 80, 'allow-sign-up': true };
  expect(read({ file })).toMatchObject({ trustProxy: ['127.0.0.1', '::1'], port: 80, allowSignUp: true });
});

test('an empty variable counts as not set', () => {
  expect(read({ env: { COMMONPLACE_PORT: '', COMMONPLACE_URL: '' } })).toMatchObject({
    port: 5230,
    url: undefined,
  });
});

test('variables for the tests are nobody else’s business', () => {
  expect(problemsOf({ env: { COMMONPLACE_TEST_POSTGRES_BIN: '/usr/bin' } })).toEqual([]);
});

test('the public address loses its trailing slash', () => {
  expect(read({ flags: { url: 'https://Notes.example.com/' } }).url).toBe('https://notes.example.com');
});

describe('paths', () => {
  test('XDG_DATA_HOME moves the data folder', () => {
    expect(readConfig({ env: { XDG_DATA_HOME: '/xdg' }, readFile: () => undefined }).data).toBe(
      '/xdg/commonplace',
    );
  });

  test('relative paths start from the working directory, in the file from the data folder', () => {
    expect(read({ flags: { database: 'a.db' } }).database).toBe(resolve('a.db'));
    expect(read({ file: { database: 'a.db' } }).database).toBe('/data/a.db');
  });

  test('~ is the home folder', () => {
    expect(read({ flags: { database: '~/a.db' } }).database).toBe(join(homedir(), 'a.db'));
  });
});

describe('no message holds the password', () => {
  test.each<[string, Parameters<typeof read>[0]]>([
    ['of a database URL that cannot be read', { flags: { database: 'postgres://ada:hunter2#@db/notes' } }],
    ['of a database of another kind', { env: { COMMONPLACE_DATABASE: 'mysql://ada:hunter2@db/notes' } }],
    ['of connection words', { flags: { database: 'host=db password=hunter2' } }],
    ['of a public address', { flags: { url: 'https://ada:hunter2@notes.example.com' } }],
    ['of a database URL in the wrong place', { flags: { 'log-level': 'postgres://ada:hunter2@db/notes' } }],
    ['of a misspelt variable', { env: { COMMONPLACE_DATABSE: 'postgres://ada:hunter2@db/notes' } }],
    ['of a misspelt key', { file: { databse: 'postgres://ada:hunter2@db/notes' } }],
    ['near a mistake in the file', { file: '{ "database": "postgres://ada:hunter2@db/notes", }' }],
  ])('%s', (_, sources) => {
    const problems = problemsOf(sources);
    expect(problems).toHaveLength(1);
    expect(problems.join()).not.toContain('hunter2');
  });
});

test.each([
  ['a list', '[]', 'is not a JSON object'],
  ['broken', '{\n  "port": x\n}', 'is not JSON'],
])('a file that is %s is a problem', (_, file, problem) => {
  expect(problemsOf({ file })).toEqual([expect.stringContaining(`/data/commonplace.json: ${problem}`)]);
});

test('a file that starts with a byte order mark is read', () => {
  expect(read({ file: '\uFEFF{"port": 80}' }).port).toBe(80);
});
