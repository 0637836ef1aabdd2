import fastify, { type FastifyInstance } from 'fastify';
import { once } from 'node:events';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { sendMemosError } from './memos/errors.ts';
import { shedOverload, type OverloadLimits } from './overload.ts';

let app: FastifyInstance;
const warnings: object[] = [];
const sockets: Socket[] = [];

beforeEach(() => {
  warnings.length = 0;
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await app.close();
});

async function start(limits: OverloadLimits): Promise<void> {
  app = fastify();
  shedOverload(app, { warn: (details: object) => void warnings.push(details) } as never, limits);
  app.setErrorHandler(sendMemosError);
}

const listen = () => app.listen({ port: 0, host: '127.0.0.1' });

function block(ms: number): void {
  for (const end = performance.now() + ms; performance.now() < end;);
}

async function connections(count: number): Promise<Socket[]> {
  const { port } = app.server.address() as AddressInfo;
  const opened = Array.from({ length: count }, () => connect(port, '127.0.0.1'));
  await Promise.all(opened.map((socket) => once(socket, 'connect')));
  // The server has them too when it has answered on the last.
  await statusesOf(opened.slice(-1), '/');
  sockets.push(...opened);
  return opened;
}

/** Asks on all connections at the same moment. */
async function statusesOf(all: Socket[], path: string): Promise<number[]> {
  const answers = all.map((socket) => once(socket, 'data') as Promise<[Buffer]>);
  for (const socket of all) socket.write(`GET ${path} HTTP/1.1\r\nhost: x\r\n\r\n`);
  return (await Promise.all(answers)).map(([data]) => Number(String(data).slice(9, 12)));
}

test('what has waited too long in a turn of the event loop is refused, and the next turn starts anew', async () => {
  await start({ turnMs: 50, underWay: 1000, waitMs: 10_000 });
  app.get('/', async () => 'home');
  app.get('/slow', async () => {
    block(30);
    return 'done';
  });
  app.get('/health', { config: { always: true } }, async () => 'well');
  await listen();
  const all = await connections(10);
  const statuses = await statusesOf(all, '/slow');
  expect(statuses.filter((status) => status === 200).length).toBeGreaterThan(0);
  expect(statuses.filter((status) => status === 503).length).toBeGreaterThan(0);
  expect(statuses.filter((status) => status !== 200 && status !== 503)).toEqual([]);
  expect(warnings).toHaveLength(1);
  expect(await statusesOf(all.slice(0, 1), '/slow')).toEqual([200]);
});

test('one long piece of work is no overload', async () => {
  await start({ turnMs: 50, underWay: 1000, waitMs: 10_000 });
  app.get('/', async () => 'home');
  await listen();
  const all = await connections(5);
  const answers = statusesOf(all, '/');
  block(300);
  expect(await answers).toEqual([200, 200, 200, 200, 200]);
});

test('more requests than may be under way are refused in the shape of the API, but for those that are always answered', async () => {
  await start({ turnMs: 10_000, underWay: 2, waitMs: 10_000 });
  const release = Promise.withResolvers<void>();
  app.get('/', async () => 'home');
  app.get('/held', async () => {
    await release.promise;
    return 'done';
  });
  app.get('/health', { config: { always: true } }, async () => 'well');
  const address = await listen();
  const accepted = [fetch(`${address}/held`), fetch(`${address}/held`)];
  const refused = await vi.waitFor(async () => {
    const answer = await fetch(address);
    expect(answer.status).toBe(503);
    return answer;
  });
  expect(await refused.json()).toMatchObject({ error: { code: 'UNAVAILABLE', details: [] } });
  expect(['1', '2', '3']).toContain(refused.headers.get('retry-after'));
  expect((await fetch(`${address}/health`)).status).toBe(200);
  release.resolve();
  for (const answer of accepted) expect((await answer).status).toBe(200);
  expect((await fetch(address)).status).toBe(200);
});

test('no more are taken up while many wait for long, until they are done', async () => {
  await start({ turnMs: 10_000, underWay: 1000, waitMs: 100 });
  const release = Promise.withResolvers<void>();
  app.get('/', async () => 'home');
  app.get('/held', async () => {
    await release.promise;
    return 'done';
  });
  await listen();
  const held = statusesOf(await connections(64), '/held');
  const [socket] = await connections(1);
  await vi.waitFor(async () => expect(await statusesOf([socket as Socket], '/')).toEqual([503]));
  release.resolve();
  expect(new Set(await held)).toEqual(new Set([200]));
  expect(await statusesOf([socket as Socket], '/')).toEqual([200]);
});

test('who sends a body slowly, or has gone, takes up no place', async () => {
  await start({ turnMs: 10_000, underWay: 1, waitMs: 10_000 });
  app.post('/', async () => 'read');
  app.get('/', async () => 'home');
  const gone = Promise.withResolvers<void>();
  app.get('/never', (_request, reply) => {
    reply.raw.once('close', gone.resolve);
  });
  await listen();
  const [slow, leaver, other] = (await connections(3)) as [Socket, Socket, Socket];
  slow.write('POST / HTTP/1.1\r\nhost: x\r\ncontent-type: text/plain\r\ncontent-length: 10\r\n\r\nabc');
  leaver.write('GET /never HTTP/1.1\r\nhost: x\r\n\r\n');
  await vi.waitFor(async () => expect(await statusesOf([other], '/')).toEqual([503]));
  leaver.destroy();
  await gone.promise;
  expect(await statusesOf([other], '/')).toEqual([200]);
  const answered = once(slow, 'data');
  slow.write('defghij');
  expect(String(await answered)).toContain('200 OK');
});
