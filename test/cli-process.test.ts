import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder, watchLog } from './support/command-line.ts';

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));

async function start(...argv: string[]): Promise<ChildProcess> {
  const env = { PATH: process.env['PATH'], COMMONPLACE_DATA: await temporaryFolder() };
  const child = spawn(process.execPath, [MAIN, ...argv], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

/** A server as a process of its own. */
async function startServer() {
  const child = await start('serve', '--port', '0');
  const logged = watchLog(child.stdout as Readable);
  return { child, ended: once(child, 'exit'), logged, url: await logged(/Commonplace is at (\S+)\. Next/) };
}

/** A sign-up of which the server has read the head, and waits for the body. */
async function beginSignUp(url: string): Promise<{ sent: ClientRequest; body: string }> {
  const body = JSON.stringify({ username: 'ada', password: 'correct horse' });
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    expect: '100-continue',
  };
  const sent = request(`${url}/api/v1/auth/signup`, { method: 'POST', headers });
  sent.on('error', () => {});
  sent.flushHeaders();
  await once(sent, 'continue');
  return { sent, body };
}

test('SIGTERM lets a request under way finish, then the process ends with 0', async () => {
  const { child, ended, logged, url } = await startServer();
  const { sent, body } = await beginSignUp(url);
  child.kill('SIGTERM');
  await logged(/Stopping on SIGTERM/);
  sent.end(body);
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  expect(await text(answer)).toContain('"ada"');
  expect(answer.statusCode).toBeLessThan(300);
  expect(await ended).toEqual([0, null]);
});

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('a second signal, %s, ends the process at once with %i', async (signal, status) => {
  const { child, ended, logged, url } = await startServer();
  await beginSignUp(url);
  child.kill('SIGTERM');
  await logged(/Stopping on SIGTERM/);
  child.kill(signal);
  expect(await ended).toEqual([status, null]);
});

test('a mistake goes to standard error and ends the process with 1', async () => {
  const child = await start('foo');
  const ended = once(child, 'exit');
  expect(await text(child.stderr as Readable)).toBe('unrecognized command: foo\n');
  expect(await ended).toEqual([1, null]);
});

test('--version prints the version of the package', async () => {
  const child = await start('--version');
  expect(await text(child.stdout as Readable)).toMatch(/^\d+\.\d+\.\d+\n$/);
});
