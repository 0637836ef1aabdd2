import { expect, test } from 'vitest';
import { commandLine } from './support/command-line.ts';

test.each([[[]], [['help']]])('%j prints the usage to standard output and ends with 1', async (argv) => {
  const { run } = await commandLine();
  const { status, stdout, stderr } = await run(argv);
  expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
  expect(stdout).toMatch(/^Usage: commonplace /);
  expect(stdout).toMatch(/^ {2}serve /m);
  expect(stdout).toContain('docs/configuration.md');
});

test('the usage of a command lists its options', async () => {
  const { run } = await commandLine();
  const { status, stdout } = await run(['help', 'user', 'add']);
  expect(status).toBe(0);
  expect(stdout).toContain('--password-stdin');
  expect(await run(['user', 'add', '--help'])).toEqual({ status, stdout, stderr: '' });
});

test('the usage of serve lists every setting', async () => {
  const { run } = await commandLine();
  const { stdout } = await run(['serve', '--help']);
  for (const flag of ['--host <address>', '--trust-proxy [addresses]', '--log-format <format>']) {
    expect(stdout).toContain(flag);
  }
});

test('a group without a command prints what is in it', async () => {
  const { run } = await commandLine();
  const { status, stdout } = await run(['user']);
  expect(status).toBe(1);
  expect(stdout).toMatch(/^Usage: commonplace user [\s\S]*passwd/);
});

test('--version prints the version', async () => {
  const { run } = await commandLine();
  expect(await run(['--version'])).toEqual({ status: 0, stdout: '1.2.3\n', stderr: '' });
});

test.each([
  [['foo'], 'unrecognized command: foo\n'],
  [['user', 'foo'], 'unrecognized command: user foo\n'],
  [['help', 'foo'], 'unrecognized command: foo\n'],
  [['--foo'], 'unrecognized option: --foo\n'],
  [['serve', '--foo=secret'], 'unrecognized option: --foo\n'],
  [['user', 'add'], "missing required argument 'name'\n"],
  [['user', 'list', 'secret'], 'too many arguments\n'],
])('%j is a mistake that is told in one line', async (argv, stderr) => {
  const { run } = await commandLine();
  expect(await run(argv)).toEqual({ status: 1, stdout: '', stderr });
});

test('a wrong setting is told by every command', async () => {
  const { run } = await commandLine();
  const { status, stderr } = await run(['user', 'list'], { env: { COMMONPLACE_PORT: 'x' } });
  expect(status).toBe(1);
  expect(stderr).toMatch(/^The configuration has a problem:\n- port \(COMMONPLACE_PORT\): /);
});

test('a mistake of the program itself shows where it happened', async () => {
  const { run, signals } = await commandLine();
  signals.on = () => {
    throw new Error('out of order');
  };
  const { status, stderr } = await run(['serve']);
  expect(status).toBe(1);
  expect(stderr).toMatch(/please report it:\nError: out of order\n +at /);
});
