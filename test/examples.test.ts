import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startInstance, type Account, type Instance } from './support/instance.ts';

const MTIME = new Date('2024-02-29T12:34:56Z');

let instance: Instance;
let address: string;
let ada: Account;
let folder: string;
beforeEach(async () => {
  instance = await startInstance();
  address = await instance.app.listen();
  ada = await instance.account('ada', 'write');
  folder = await mkdtemp(join(tmpdir(), 'commonplace-import-'));
});
afterEach(async () => {
  await instance.stop();
  await rm(folder, { recursive: true, force: true });
});

async function writeFiles(files: Record<string, string | Buffer>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
    await utimes(path, MTIME, MTIME);
  }
}

interface Result {
  code: number | null;
  stdout: string;
  stderr: string;
}

function start(args: string[], host: string): { child: ChildProcess; ended: Promise<Result> } {
  const child = spawn(process.execPath, ['examples/import-folder.ts', folder, ...args], {
    env: { ...process.env, MEMOS_HOST: host, MEMOS_TOKEN: ada.token },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
  const ended = new Promise<Result>((resolve) => {
    child.once('close', (code) => resolve({ code, ...output }));
  });
  return { child, ended };
}

const run = (...args: string[]): Promise<Result> => start(args, address).ended;

async function memos(): Promise<{ content: string }[]> {
  return (await instance.call('GET', '/api/v1/memos?limit=100', { token: ada.token })).json.data;
}

/** Stands between the client and the server; `answer` may send something of its own, or nothing, and then says so. */
async function startProxy(
  answer: (count: number, response: ServerResponse) => boolean,
): Promise<{ server: Server; url: string }> {
  let count = 0;
  const server = createServer(async (request, response) => {
    const { status, text } = await forward(request);
    if (!answer(++count, response)) response.writeHead(status).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

async function forward(request: IncomingMessage): Promise<{ status: number; text: string }> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { authorization = '', 'content-type': type = '', 'idempotency-key': key } = request.headers;
  const response = await fetch(`${address}${request.url}`, {
    method: request.method ?? 'GET',
    headers: { authorization, 'content-type': type, 'idempotency-key': String(key) },
    body: Buffer.concat(chunks),
  });
  return { status: response.status, text: await response.text() };
}

test('every Markdown file of the folder becomes a memo', async () => {
  await writeFiles({
    'a.md': '# First\n',
    'deep/er/b.MD': 'Second\r\n',
    'c.txt': 'no note',
    '.hidden/d.md': 'no note either',
  });
  const { code, stdout } = await run('--visibility', 'public', '--tag', 'in/box');
  expect(stdout).toMatch(/^2 files in [\d.]+ s: 2 stored \(\d+ a second\), 0 there already, 0 failed\n$/);
  expect(code).toBe(0);
  const stored = await memos();
  expect(stored.map((memo) => memo.content).toSorted()).toEqual([
    '# First\n\n#in/box\n',
    'Second\n\n#in/box\n',
  ]);
  for (const memo of stored) {
    expect(memo).toMatchObject({
      visibility: 'PUBLIC',
      tags: ['in/box'],
      createTime: '2024-02-29T12:34:56Z',
    });
  }
});

test('without --tag the content stays as it is, byte for byte', async () => {
  await writeFiles({ 'a.md': '\uFEFFline\r\n\r\n  end  ' });
  expect(await run()).toMatchObject({ code: 0 });
  expect(await memos()).toMatchObject([{ content: '\uFEFFline\r\n\r\n  end  ', visibility: 'PRIVATE' }]);
});

test('what cannot be stored is named with its reason, and the rest is stored', async () => {
  await writeFiles({
    'binary.md': Buffer.from([0xff, 0xfe, 0x00]),
    'empty.md': '\n',
    'good.md': 'good',
    'huge.md': 'a'.repeat(1024 * 1024 + 1),
  });
  const { code, stdout, stderr } = await run();
  expect(code).toBe(1);
  expect(stdout).toContain(': 1 stored ');
  expect(stdout).toContain(' 3 failed\n');
  expect(stderr).toContain('binary.md: is not UTF-8 text');
  expect(stderr).toContain(
    'empty.md: 400 INVALID_ARGUMENT: Invalid request parameters (content: Content cannot be empty)',
  );
  expect(stderr).toContain('huge.md: 413 PAYLOAD_TOO_LARGE: The note is too large');
  expect(await memos()).toMatchObject([{ content: 'good' }]);
});

test('a run that was killed can be repeated: nothing is missing, nothing is there twice', async () => {
  const files = Object.fromEntries(
    Array.from({ length: 12 }, (_, index) => [`${index}.md`, `Note ${index}`]),
  );
  await writeFiles(files);
  // The fifth memo is stored, but the process dies before the answer comes.
  const proxy = await startProxy((count) => {
    if (count === 5) first.child.kill('SIGKILL');
    return count >= 5;
  });
  const first = start([], proxy.url);
  expect(await first.ended).toMatchObject({ code: null });
  proxy.server.closeAllConnections();
  proxy.server.close();
  expect((await memos()).length).toBeGreaterThanOrEqual(5);
  expect(await run()).toMatchObject({ code: 0 });
  expect((await memos()).map((memo) => memo.content).toSorted()).toEqual(Object.values(files).toSorted());
});

test('a file of which only the time has changed is there already', async () => {
  await writeFiles({ 'a.md': 'same' });
  await run();
  await utimes(join(folder, 'a.md'), new Date(), new Date());
  const { code, stdout } = await run();
  expect(stdout).toContain('0 stored (0 a second), 1 there already, 0 failed');
  expect(code).toBe(0);
  expect(await memos()).toHaveLength(1);
});

test('it waits when the server says so, and tries again after a server error', async () => {
  await writeFiles({ 'a.md': 'patient' });
  const statuses: number[] = [];
  const proxy = await startProxy((count, response) => {
    const status = [429, 503, 200][count - 1] ?? 0;
    statuses.push(status);
    if (status === 200) return false;
    response.writeHead(status, status === 429 ? { 'retry-after': '1' } : {}).end();
    return true;
  });
  const { code, stderr } = await start([], proxy.url).ended;
  proxy.server.close();
  expect(stderr).toBe('The rate limit is reached; going on in 1 s\n');
  expect(code).toBe(0);
  expect(statuses).toEqual([429, 503, 200]);
  expect(await memos()).toHaveLength(1);
});

test('a refused token ends the run with one message for all files', async () => {
  await writeFiles({ 'a.md': 'a', 'b.md': 'b' });
  const { code, stderr } = await run('--token', 'cpl_wrong', '--concurrency', '1');
  expect(stderr).toBe('401 UNAUTHENTICATED: Missing or invalid authentication\n');
  expect(code).toBe(1);
});

test('--dry-run shows what would be posted, and posts nothing', async () => {
  await writeFiles({ 'a.md': 'four' });
  const { code, stdout } = await run('--dry-run');
  expect(stdout).toBe(
    `${join(folder, 'a.md')}: 4 characters, 2024-02-29T12:34:56.000Z\n1 files, 0 that cannot be posted\n`,
  );
  expect(code).toBe(0);
  expect(await memos()).toEqual([]);
});

test('a wrong option is explained', async () => {
  expect(await run('--concurrency', 'many')).toMatchObject({
    code: 1,
    stderr: '--concurrency: Must be a whole number from 1 to 32\n',
  });
});
