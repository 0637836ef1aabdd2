import fastify, { type FastifyInstance } from 'fastify';
import { once } from 'node:events';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { followConnections } from './open-connections.ts';

const PATIENCE_MS = 200;

let app: FastifyInstance;
let clients: Socket[];

beforeEach(async () => {
  clients = [];
  app = fastify({ requestTimeout: 0 });
  followConnections(app, { maxConnections: 3, patienceMs: PATIENCE_MS });
  app.get('/', async () => 'home');
});
afterEach(async () => {
  for (const client of clients) client.destroy();
  await app.close();
});

async function open(): Promise<Socket> {
  if (!app.server.listening) await app.listen({ port: 0, host: '127.0.0.1' });
  const client = connect((app.server.address() as AddressInfo).port, '127.0.0.1');
  clients.push(client);
  client.on('error', () => {});
  await once(client, 'connect');
  return client;
}

const ask = (client: Socket, path: string) => client.write(`GET ${path} HTTP/1.1\r\nhost: x\r\n\r\n`);

test('a client that takes nothing of its answer is cut off', async () => {
  const closed = Promise.withResolvers<boolean>();
  app.get('/large', async (_request, reply) => {
    reply.raw.once('close', () => closed.resolve(reply.raw.writableFinished));
    return Buffer.alloc(64 * 1024 * 1024);
  });
  const client = await open();
  client.pause();
  ask(client, '/large');
  expect(await closed.promise, 'whether it was sent as a whole').toBe(false);
});

test('a client that takes its answer slowly gets all of it', async () => {
  const size = 16 * 1024 * 1024;
  app.get('/large', async () => Buffer.alloc(size));
  const client = await open();
  let received = 0;
  let rested = 0;
  const all = Promise.withResolvers<void>();
  client.on('data', (data) => {
    received += data.length;
    if (received >= size) all.resolve();
    if (received < rested + size / 8) return;
    rested = received;
    client.pause();
    setTimeout(() => client.resume(), PATIENCE_MS / 2);
  });
  ask(client, '/large');
  await all.promise;
  expect(received).toBeGreaterThanOrEqual(size);
});

test('who waits for the server is not cut off: an answer that takes long, a stream that is quiet', async () => {
  app.get('/long', async () => {
    await pause(3 * PATIENCE_MS);
    return 'at last';
  });
  app.get('/stream', async (_request, reply) =>
    reply.send(
      Readable.from(
        (async function* () {
          yield 'first';
          await pause(3 * PATIENCE_MS);
          yield 'second';
        })(),
        { objectMode: false },
      ),
    ),
  );
  const [one, two] = [await open(), await open()];
  const texts = [one, two].map(async (client) => {
    let text = '';
    for await (const data of client) {
      text += String(data);
      if (text.includes('at last') || text.includes('second')) return text;
    }
    return text;
  });
  ask(one, '/long');
  ask(two, '/stream');
  expect(await texts[0]).toContain('at last');
  expect(await texts[1]).toMatch(/first[\s\S]*second/);
});

test('a connection over which nothing is asked is closed', async () => {
  const client = await open();
  client.resume();
  await once(client, 'close');
  expect(client.bytesRead).toBe(0);
});

test('headers have to be there in time, although bodies have times of their own', async () => {
  await open();
  expect(app.server.headersTimeout).toBe(60_000);
});

test('beyond so many connections new ones are closed, until others end', async () => {
  const taken = [await open(), await open(), await open()];
  const refused = await open();
  refused.resume();
  await once(refused, 'close');
  const ended = once(taken[0] as Socket, 'close');
  taken[0]?.destroy();
  await ended;
  for (;;) {
    const client = await open();
    ask(client, '/');
    const [data] = await Promise.race([once(client, 'data'), once(client, 'close')]);
    if (!(data instanceof Buffer)) continue;
    expect(String(data)).toContain('200 OK');
    break;
  }
});
