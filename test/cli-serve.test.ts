import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { commandLine } from './support/command-line.ts';

/** Starts a server in this process and waits until it listens. */
async function serve(...options: string[]) {
  const cli = await commandLine();
  const ended = cli.run(['serve', '--port', '0', ...options]);
  return { ...cli, ended, greeting: await cli.logged(/"msg":"(Commonplace is at [^"]*)"/) };
}

test('a fresh server says where it is and how to create the first account', async () => {
  const { signals, ended, greeting } = await serve();
  const [, url] =
    /^Commonplace is at (\S+)\. Next: open it and create the first account$/.exec(greeting) ?? [];
  const page = await fetch(`${url}/`);
  expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  signals.emit('SIGTERM', 'SIGTERM');
  expect(await ended).toEqual({ status: 0, stdout: '', stderr: '' });
});

test('a server with a public address prints the setup code', async () => {
  const { signals, ended, greeting } = await serve('--url', 'https://notes.example.com');
  expect(greeting).toMatch(
    /^Commonplace is at https:\/\/notes\.example\.com\. .* with the setup code \d{8}$/,
  );
  signals.emit('SIGINT', 'SIGINT');
  expect(await ended).toMatchObject({ status: 0 });
});

test('an exception that nobody caught is logged and ends the process with 1', async () => {
  const { signals, ended, exits, logged } = await serve();
  signals.emit('uncaughtException', new Error('out of order'));
  expect(exits).toEqual([1]);
  await logged(/"level":60.*out of order/);
  signals.emit('SIGTERM', 'SIGTERM');
  await ended;
});

test('a port that is taken is told in one line', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const { run } = await commandLine();
  expect(await run(['serve', '--port', String(port)])).toEqual({
    status: 1,
    stdout: '',
    stderr: expect.stringMatching(
      /^Cannot listen at 127\.0\.0\.1, port \d+: another program has this port: .*\n$/,
    ),
  });
  other.close();
});

test('a database that cannot be reached is told in one line without its password', async () => {
  const { run } = await commandLine();
  const { status, stderr } = await run(['serve', '--database', 'postgres://ada:hunter2@127.0.0.1:1/notes']);
  expect(status).toBe(1);
  expect(stderr).toMatch(
    /^The database postgres:\/\/127\.0\.0\.1:1\/notes cannot be used: .*ECONNREFUSED.*\n$/,
  );
});
