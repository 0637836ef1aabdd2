import { expect, test } from 'vitest';
import { commandLine } from './support/command-line.ts';

const PASSWORD = 'correct horse';

async function withAda() {
  const cli = await commandLine();
  await cli.run(['user', 'add', 'ada', '--email', 'ada@example.com', '--password-stdin'], {
    input: `${PASSWORD}\n`,
  });
  return cli;
}

test('the first account becomes the host, later ones users or administrators', async () => {
  const { run } = await commandLine();
  const add = (name: string, ...more: string[]) =>
    run(['user', 'add', name, '--password-stdin', ...more], { input: PASSWORD });
  expect(await add('ada')).toEqual({ status: 0, stdout: 'Created ada with the role HOST\n', stderr: '' });
  expect(await add('bob')).toMatchObject({ stdout: 'Created bob with the role USER\n' });
  expect(await add('eve', '--role', 'admin')).toMatchObject({ stdout: 'Created eve with the role ADMIN\n' });
  expect(await add('mallory', '--role', 'host')).toMatchObject({ status: 1, stdout: '' });
});

test('accounts are listed as an aligned table', async () => {
  const { run } = await withAda();
  await run(['user', 'add', 'bob', '--password-stdin'], { input: PASSWORD });
  const { stdout } = await run(['user', 'list']);
  expect(stdout.replaceAll(/\d{4}-\S+Z/g, 'TIME').split('\n')).toEqual([
    'NAME  ROLE  STATUS  EMAIL            CREATED',
    'ada   HOST  NORMAL  ada@example.com  TIME',
    'bob   USER  NORMAL  -                TIME',
    '',
  ]);
});

test('accounts are listed as JSON', async () => {
  const { run } = await withAda();
  const { stdout } = await run(['user', 'list', '--json']);
  expect(JSON.parse(stdout)).toEqual([
    {
      id: 1,
      username: 'ada',
      role: 'HOST',
      status: 'NORMAL',
      nickname: '',
      email: 'ada@example.com',
      createdAt: expect.stringMatching(/Z$/),
      updatedAt: expect.stringMatching(/Z$/),
    },
  ]);
});

test('a taken name and a bad field are told in one line with the fix', async () => {
  const { run } = await withAda();
  const add = (name: string, input: string) => run(['user', 'add', name, '--password-stdin'], { input });
  expect(await add('Ada', PASSWORD)).toEqual({
    status: 1,
    stdout: '',
    stderr: 'This username is taken (username: Choose another username)\n',
  });
  expect(await add('1st', PASSWORD)).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(/^username: Must be.*\n$/),
  });
  expect(await add('bob', 'short')).toMatchObject({ stderr: 'password: Must have at least 8 characters\n' });
});

test('without a terminal the password has to come from standard input', async () => {
  const { run } = await commandLine();
  const { status, stderr } = await run(['user', 'add', 'ada']);
  expect(status).toBe(1);
  expect(stderr).toBe('There is no terminal to ask for the password: send it with --password-stdin\n');
});

test('a new password ends the access tokens', async () => {
  const { run } = await withAda();
  await run(['token', 'create', 'ada', 'script']);
  const changed = await run(['user', 'passwd', 'ada', '--password-stdin'], { input: 'another horse\r\n' });
  expect(changed).toMatchObject({ status: 0, stdout: expect.stringMatching(/^Changed the password of ada/) });
  expect(JSON.parse((await run(['token', 'list', 'ada', '--json'])).stdout)).toEqual([]);
});

test('a disabled account has no tokens and gets none until it is enabled', async () => {
  const { run } = await withAda();
  await run(['token', 'create', 'ada', 'script']);
  expect(await run(['user', 'disable', 'ada'])).toMatchObject({ status: 0 });
  expect((await run(['user', 'list'])).stdout).toContain('ARCHIVED');
  expect((await run(['token', 'list', 'ada', '--json'])).stdout).toBe('[]\n');
  expect(await run(['token', 'create', 'ada', 'x'])).toMatchObject({ status: 1, stdout: '' });
  await run(['user', 'enable', 'ada']);
  expect(await run(['token', 'create', 'ada', 'x'])).toMatchObject({ status: 0 });
});

test.each([
  ['user', 'passwd', 'nobody', '--password-stdin'],
  ['user', 'disable', 'nobody'],
  ['user', 'enable', 'nobody'],
  ['token', 'create', 'nobody', 'x'],
  ['token', 'list', 'nobody'],
])('%s %s says that there is no such user', async (...argv) => {
  const { run } = await commandLine();
  expect(await run(argv, { input: PASSWORD })).toEqual({
    status: 1,
    stdout: '',
    stderr: 'There is no user "nobody"; see "commonplace user list"\n',
  });
});

test('a created token is the only thing on standard output', async () => {
  const { run } = await withAda();
  expect(await run(['token', 'create', 'ADA', 'my script'])).toEqual({
    status: 0,
    stdout: expect.stringMatching(/^cpl_[\w-]{43}\n$/),
    stderr: '',
  });
});

test('a created token is printed as JSON, and its secret is not shown again', async () => {
  const { run } = await withAda();
  const create = [
    'token',
    'create',
    'ada',
    'x',
    '--scope',
    'read',
    '--expires',
    '2100-01-01T00:00:00Z',
    '--json',
  ];
  const { accessToken, ...rest } = JSON.parse((await run(create)).stdout) as { accessToken: string };
  const expected = { id: 1, name: 'x', scope: 'read', expiresAt: '2100-01-01T00:00:00Z', lastUsedAt: null };
  expect(accessToken).toMatch(/^cpl_/);
  expect(rest).toMatchObject(expected);
  expect(JSON.parse((await run(['token', 'list', 'ada', '--json'])).stdout)).toEqual([rest]);
});

test('tokens are listed as a table that no name can break', async () => {
  const { run } = await withAda();
  await run(['token', 'create', 'ada', 'red \u001B[31m']);
  const { stdout } = await run(['token', 'list', 'ada']);
  expect(stdout.replaceAll(/\d{4}-\S+Z/g, 'TIME').split('\n')).toEqual([
    'ID  NAME       SCOPE  CREATED               LAST USED  EXPIRES',
    '1   red \uFFFD[31m  write  TIME  -          -',
    '',
  ]);
});

test('a token is revoked once', async () => {
  const { run } = await withAda();
  await run(['token', 'create', 'ada', 'x']);
  expect(await run(['token', 'revoke', '1'])).toMatchObject({ status: 0, stdout: 'Revoked the token 1\n' });
  expect(await run(['token', 'revoke', '1'])).toMatchObject({ status: 1, stdout: '' });
  expect(await run(['token', 'revoke', 'x'])).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(/^id: /),
  });
});

test.each([
  ['--scope', 'all'],
  ['--expires', 'soon'],
  ['--expires', '2001-01-01T00:00:00Z'],
])('a token with %s %s is refused', async (...option) => {
  const { run } = await withAda();
  const { status, stdout, stderr } = await run(['token', 'create', 'ada', 'x', ...option]);
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toMatch(/^.*\b(scope|expires|expiresAt)\b.*\n$/);
});

test('a store that cannot be opened is told in one line', async () => {
  const { run, data } = await commandLine();
  const { status, stderr } = await run(['user', 'list', '--database', data]);
  expect(status).toBe(1);
  expect(stderr).toMatch(/^The database .* cannot be used: .* \(set by --data or --database\)\n$/);
});
