import fastify, { type FastifyInstance } from 'fastify';
import { once } from 'node:events';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { setImmediate, setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { badRequests } from './bad-requests.ts';
import { endSlowBodies } from './slow-bodies.ts';

const BODY_MS = 400;

let app: FastifyInstance;
let client: Socket;

beforeEach(async () => {
  app = fastify({ requestTimeout: 0, ...badRequests(async () => {}) });
  endSlowBodies(app, BODY_MS);
  app.post('/memo', async () => 'written');
  app.post('/file', { config: { slowBody: true } }, async () => 'uploaded');
  await app.listen({ port: 0, host: '127.0.0.1' });
  client = connect((app.server.address() as AddressInfo).port, '127.0.0.1');
});

afterEach(async () => {
  vi.useRealTimers();
  client.destroy();
  await app.close();
});

/** Sends a body of so many bytes, one every now and then, until the server answers. @returns what it answered */
async function send(path: string, bytes: number, everyMs: number): Promise<string> {
  const answer: string[] = [];
  client.on('data', (data) => answer.push(String(data)));
  const closed = once(client, 'close');
  const head = [`POST ${path} HTTP/1.1`, 'Host: x', 'Connection: close', 'Content-Type: text/plain'];
  client.write(`${head.join('\r\n')}\r\nContent-Length: ${bytes}\r\n\r\n`);
  for (let sent = 0; sent < bytes && answer.length === 0; sent++) {
    client.write('x');
    await Promise.race([pause(everyMs), closed]);
  }
  await closed;
  return answer.join('');
}

test('a body that takes too long as a whole ends with 408', async () => {
  expect(await send('/memo', 20, BODY_MS / 8)).toMatch(/^HTTP\/1\.1 408 [\s\S]*"code":"INVALID_ARGUMENT"/);
});

test('a file may take longer, as long as some of it comes', async () => {
  expect(await send('/file', 20, BODY_MS / 8)).toMatch(/^HTTP\/1\.1 200 [\s\S]*uploaded/);
});

test('a file of which nothing more comes ends with 408', async () => {
  expect(await send('/file', 3, BODY_MS * 100)).toMatch(/^HTTP\/1\.1 408 /);
});

test('what is injected and refused before its body was read is dropped without a word', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const destroyed = vi.fn<() => void>();
  async function* endless(): AsyncGenerator<Buffer> {
    try {
      for (;;) {
        yield Buffer.alloc(100_000);
        await setImmediate();
      }
    } finally {
      destroyed();
    }
  }
  const payload = Readable.from(endless());
  const headers = { 'content-type': 'text/plain' };
  const answer = await app.inject({ method: 'POST', url: '/memo', headers, payload });
  expect(answer.statusCode).toBe(413);
  await vi.advanceTimersByTimeAsync(5000);
  payload.destroy();
  await vi.waitFor(() => expect(destroyed).toHaveBeenCalled());
});
