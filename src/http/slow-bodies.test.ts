import { connect, type AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { badRequests } from './bad-requests.ts';
import { endSlowBodies } from './slow-bodies.ts';

const BODY_MS = 300;
let app: FastifyInstance;
let port: number;

beforeAll(async () => {
  const { clientErrorHandler } = badRequests as { clientErrorHandler: NonNullable<unknown> };
  app = fastify({ requestTimeout: 0, clientErrorHandler: clientErrorHandler as never });
  endSlowBodies(app, BODY_MS);
  app.post('/memo', async () => 'done');
  app.post('/file', { config: { slowBody: true } }, async () => 'done');
  await app.listen({ port: 0, host: '127.0.0.1' });
  port = (app.server.address() as AddressInfo).port;
});
afterAll(() => app.close());

/** Sends 20 bytes one by one, for longer than a body may take, or stops in the middle. @returns the status line */
async function send(path: string, stopsAt = 20): Promise<string> {
  const socket = connect({ port, host: '127.0.0.1' });
  const chunks: Buffer[] = [];
  const closed = new Promise<void>((resolve) =>
    socket.on('close', () => resolve()).on('error', () => resolve()),
  );
  socket.on('data', (chunk) => chunks.push(chunk));
  socket.write(
    `POST ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: text/plain\r\nContent-Length: 20\r\n\r\n`,
  );
  for (let sent = 0; sent < stopsAt && !socket.destroyed; sent++) {
    if (socket.writable) socket.write('x');
    await pause(BODY_MS / 6);
  }
  await closed;
  return Buffer.concat(chunks).toString().split('\r\n')[0] ?? '';
}

test('a body that takes too long: 408', async () => {
  expect(await send('/memo')).toMatch(/^HTTP\/1.1 408/);
});

test('a file may take as long as it takes', async () => {
  expect(await send('/file')).toMatch(/^HTTP\/1.1 200/);
});

test('a file of which nothing more comes: 408', async () => {
  expect(await send('/file', 5)).toMatch(/^HTTP\/1.1 408/);
});
