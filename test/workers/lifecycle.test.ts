import { once } from 'node:events';
import { mkdir, rename } from 'node:fs/promises';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { ask, childrenOf, isRunning, spawnWorkers, startWorkers } from '../support/worker-servers.ts';

vi.setConfig({ testTimeout: 90_000 });
const WAIT = { timeout: 60_000, interval: 50 };
const BODY = JSON.stringify({ username: 'ada', password: 'correct horse battery' });

async function start() {
  const server = await startWorkers();
  onTestFinished(() => server.remove());
  return { ...server, workers: childrenOf(server.child.pid) };
}

/** A sign-up of which a worker has read the head, and waits for the body. */
async function beginSignUp(url: string): Promise<{ socket: Socket; answer: Promise<string> }> {
  const { host, port } = new URL(url);
  const socket = connect(Number(port), '127.0.0.1');
  let received = '';
  socket.setEncoding('utf8').on('data', (data: string) => (received += data));
  socket.on('error', () => {});
  const answer = once(socket, 'close').then(() => received);
  const head = ['POST /api/v1/auth/signup HTTP/1.1', `host: ${host}`, 'connection: close'];
  const rest = ['content-type: application/json', `content-length: ${BODY.length}`, 'expect: 100-continue'];
  socket.write(`${[...head, ...rest].join('\r\n')}\r\n\r\n`);
  await vi.waitFor(() => expect(received).toContain('100 Continue'), WAIT);
  return { socket, answer };
}

test('a worker that is killed is replaced, and until then the server is not ready', async () => {
  const { url, child, workers, logged } = await start();
  expect(workers).toHaveLength(2);
  expect((await ask(url, '/readyz')).status).toBe(200);
  process.kill(workers[0] ?? 0, 'SIGKILL');
  await logged(/A worker has ended; another takes its place/);
  const { status, json } = await ask(url, '/readyz');
  expect([status, json]).toEqual([503, { status: 'unavailable', reason: 'A worker is starting' }]);
  expect((await ask(url, '/healthz')).status).toBe(200);
  await vi.waitFor(async () => expect((await ask(url, '/readyz')).status).toBe(200), WAIT);
  expect(childrenOf(child.pid)).toHaveLength(2);
  expect(childrenOf(child.pid)).toContain(workers[1]);
});

test('SIGTERM lets what every worker has under way finish, then all end with 0', async () => {
  const { url, child, workers, logged, ended } = await start();
  const signUps = [await beginSignUp(url), await beginSignUp(url)];
  child.kill('SIGTERM');
  await logged(/Stopping on SIGTERM/);
  for (const { socket } of signUps) socket.write(BODY);
  const answers = await Promise.all(signUps.map(({ answer }) => answer));
  const statuses = answers.map((answer) => /HTTP\/1\.1 (?!100)(\d+)/.exec(answer)?.[1]);
  // One of them was first; what matters is that both were answered.
  expect(statuses.toSorted()).toEqual(['200', '403']);
  expect(await ended).toEqual([0, null]);
  expect(workers.filter(isRunning)).toEqual([]);
});

test('a second signal ends all at once', async () => {
  const { url, child, workers, logged, ended } = await start();
  await beginSignUp(url);
  child.kill('SIGTERM');
  await logged(/Stopping on SIGTERM/);
  child.kill('SIGTERM');
  expect(await ended).toEqual([143, null]);
  await vi.waitFor(() => expect(workers.filter(isRunning)).toEqual([]), WAIT);
});

test('workers whose primary was killed end too', async () => {
  const { child, workers, ended } = await start();
  child.kill('SIGKILL');
  await ended;
  await vi.waitFor(() => expect(workers.filter(isRunning)).toEqual([]), WAIT);
});

test('where no worker can start any more, the server ends with 1 and says so', async () => {
  const { data, workers, ended, stderr } = await start();
  await rename(join(data, 'commonplace.db'), join(data, 'gone.db'));
  await mkdir(join(data, 'commonplace.db'));
  process.kill(workers[1] ?? 0, 'SIGKILL');
  expect(await ended).toEqual([1, null]);
  expect(await stderr).toContain(
    'Workers end before they answer requests, 5 in a row: the last with status 1',
  );
  expect(workers.filter(isRunning)).toEqual([]);
});

test('a port that is taken is told once, and ends the program with 1', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const { ended, stderr, remove } = await spawnWorkers('--port', String(port));
  onTestFinished(remove);
  expect(await ended).toEqual([1, null]);
  expect((await stderr).match(/another program has this port/g)).toHaveLength(1);
  expect(await stderr).toContain('The server did not start; its first worker ended with status 1');
  other.close();
});
