import { readFileSync } from 'node:fs';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../support/command-line.ts';
import { makeAccount } from '../support/offline-account.ts';
import { startServerProcess } from '../support/server-process.ts';
import { createTestLocation } from '../support/store.ts';

const CONNECTIONS = 2000;
const AT_ONCE = 200;

test(`${CONNECTIONS} who write at once: each is answered, with success or with 503 and when to come back; what succeeded is stored, and afterwards all is as before`, async () => {
  assertOpenFiles(CONNECTIONS + 200);
  const data = await temporaryFolder();
  const location = await createTestLocation();
  onTestFinished(() => location.remove());
  const { token } = await makeAccount(location.url);
  const { url } = await startServerProcess(data, location.url);
  const sockets = await connectAll(url);

  const health: number[] = [];
  const over = new AbortController();
  const watching = (async () => {
    while (!over.signal.aborted) health.push((await fetch(`${url}/healthz`)).status);
  })();
  const answers = await Promise.all(
    sockets.map((socket, index) => ask(socket, 'POST', token, JSON.stringify({ content: `memo ${index}` }))),
  );
  over.abort();
  await watching;

  const written = answers.filter(({ status }) => status === 200);
  const refused = answers.filter(({ status }) => status === 503);
  expect(written.length + refused.length).toBe(CONNECTIONS);
  expect(written.length).toBeGreaterThan(0);
  expect(refused.length).toBeGreaterThan(0);
  for (const { head, body } of refused) {
    expect(head).toMatch(/^retry-after: [123]\r?$/m);
    expect(JSON.parse(body).error.code).toBe('UNAVAILABLE');
  }
  expect(new Set(health)).toEqual(new Set([200]));

  // The same connections, one after the other: nobody is refused any more.
  const again = [];
  for (const socket of sockets.slice(0, 20)) again.push((await ask(socket, 'GET', token)).status);
  expect(again).toEqual(Array(20).fill(200));
  expect(await countMemos(url, token)).toBe(written.length);
  for (const socket of sockets) socket.destroy();
});

function assertOpenFiles(needed: number): void {
  const limit = Number(/^Max open files +(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1]);
  if (limit < needed) {
    throw new Error(
      `This test opens ${needed} files, and the limit is ${limit}: raise it, as with ulimit -n 4096`,
    );
  }
}

async function connectAll(url: string): Promise<Socket[]> {
  const sockets: Socket[] = [];
  while (sockets.length < CONNECTIONS) {
    const some = Array.from({ length: AT_ONCE }, () => connect(Number(new URL(url).port), '127.0.0.1'));
    await Promise.all(some.map((socket) => once(socket, 'connect')));
    sockets.push(...some);
  }
  return sockets;
}

async function ask(socket: Socket, method: string, token: string, body = '') {
  const head = [`${method} /api/v1/memos HTTP/1.1`, 'host: 127.0.0.1', `authorization: Bearer ${token}`];
  const length = body === '' ? [] : ['content-type: application/json', `content-length: ${body.length}`];
  socket.write(`${[...head, ...length].join('\r\n')}\r\n\r\n${body}`);
  let received = '';
  for (;;) {
    const [data] = (await Promise.race([once(socket, 'data'), once(socket, 'close')])) as [Buffer | boolean];
    if (!Buffer.isBuffer(data)) throw new Error(`Closed after: ${received}`);
    received += data.toString('latin1');
    const end = received.indexOf('\r\n\r\n');
    const expected = Number(/content-length: (\d+)/.exec(received)?.[1]);
    if (end === -1 || received.length < end + 4 + expected) continue;
    return {
      status: Number(received.slice(9, 12)),
      head: received.slice(0, end),
      body: received.slice(end + 4),
    };
  }
}

async function countMemos(url: string, token: string): Promise<number> {
  let count = 0;
  for (let page = ''; ;) {
    const answer = await fetch(`${url}/api/v1/memos?limit=100${page}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const { data, nextPageToken } = (await answer.json()) as { data: unknown[]; nextPageToken: string };
    count += data.length;
    if (nextPageToken === '') return count;
    page = `&pageToken=${nextPageToken}`;
  }
}
