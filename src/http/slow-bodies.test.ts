import fastify, { type FastifyInstance } from 'fastify';
import { once } from 'node:events';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
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
  client.destroy();
  await app.close();
});

/** Sends a body of so many bytes, one every now and then, until the server closes. @returns what it answered */
async function send(path: string, bytes: number, everyMs: number): Promise<string> {
  let answer = '';
  client.on('data', (data) => (answer += String(data)));
  const closed = once(client, 'close');
  const head = [`POST ${path} HTTP/1.1`, 'Host: x', 'Connection: close', 'Content-Type: text/plain'];
  client.write(`${head.join('\r\n')}\r\nContent-Length: ${bytes}\r\n\r\n`);
  for (let sent = 0; sent < bytes && !client.destroyed && answer === ''; sent++) {
    client.write('x');
    await Promise.race([pause(everyMs), closed]);
  }
  await closed;
  return answer;
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

test('what is injected is left alone, answered before its body was read or not', async () => {
  app.get('/refused', async () => '');
  const answer = await app.inject({ method: 'POST', url: '/refused', payload: 'x'.repeat(100_000) });
  expect(answer.statusCode).toBe(404);
});
