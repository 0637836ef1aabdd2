import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createApp, type App, type Overrides } from '../../src/app.ts';
import { followEvents, openEvents } from '../support/event-stream.ts';
import { startInstance, TEST_CONFIG, type Account, type Instance } from '../support/instance.ts';

let server: Instance;
let ada: Account;
const apps: App[] = [];
beforeEach(async () => {
  server = await startInstance();
  ada = await server.account('ada');
});
afterEach(async () => {
  for (const app of apps.splice(0)) await app.close();
  await server.stop();
});

/** One more process over the same store. */
async function startAnother(live: Overrides['live'] = {}, config: Partial<typeof TEST_CONFIG> = {}) {
  const app = await createApp(
    { ...TEST_CONFIG, ...config, data: server.databaseUrl, database: server.databaseUrl },
    { live, clock: () => server.time.now, log: pino({ level: 'silent' }) },
  );
  apps.push(app);
  return { app, address: await app.listen() };
}

const write = (content: string) =>
  server.call('POST', '/api/v1/memos', { token: ada.token, body: { content } });

test('what one process writes, readers of another are told', async () => {
  const { address } = await startAnother();
  const stream = await followEvents(address, { token: ada.token });
  for (const content of ['first', 'second', 'third']) {
    await write(content);
    expect((await stream.next()).data.memo?.['content']).toBe(content);
  }
  stream.close();
});

test('a token that one process revokes ends the streams of another', async () => {
  const { address } = await startAnother();
  const stream = await followEvents(address, { token: ada.token });
  const [token] = await server.services.tokens.listOf(ada.id);
  await server.services.tokens.revokeAny(token?.id ?? 0);
  expect(await stream.ended()).toEqual([]);
});

test('a reader goes on with another process after the one it read from has ended', async () => {
  const first = await startAnother();
  const stream = await followEvents(first.address, { token: ada.token });
  await write('seen');
  const { id } = await stream.next();
  await first.app.close();
  expect(await stream.ended()).toEqual([]);
  await write('missed');
  const second = await startAnother();
  const resumed = await followEvents(second.address, { token: ada.token, headers: { 'last-event-id': id } });
  expect((await resumed.next()).data.memo?.['content']).toBe('missed');
  resumed.close();
});

test('a quiet stream is kept alive by comments', async () => {
  const { address } = await startAnother({ quietMs: 20 });
  const stream = await followEvents(address, { token: ada.token });
  expect(await stream.nextBlock()).toBe(': still here');
  expect(await stream.nextBlock()).toBe(': still here');
  stream.close();
});

test('a quiet stream ends when its token has expired', async () => {
  const { address } = await startAnother({ quietMs: 20 });
  const expiresAt = server.time.now + 1000;
  const { secret } = await server.services.tokens.createFor(ada.id, { name: 'brief', expiresAt });
  const stream = await followEvents(address, { token: secret });
  server.time.now = expiresAt;
  expect(await stream.ended()).toEqual([]);
});

test('a user has so many streams at once, and a closed one makes room', async () => {
  const { address } = await startAnother({ streamsPerUser: 2 });
  const ben = await server.account('ben');
  const [first] = [
    await followEvents(address, { token: ada.token }),
    await followEvents(address, { token: ada.token }),
  ];
  const refused = await openEvents(address, { token: ada.token });
  expect(refused.status).toBe(429);
  expect(refused.headers.get('retry-after')).toBe('30');
  expect((await openEvents(address, { token: ben.token })).status).toBe(200);
  first.close();
  await roomAgain(address);
});

test('a stream counts once for the rate limit, however much it tells', async () => {
  const { address } = await startAnother({}, { rateLimitToken: 3 });
  const stream = await followEvents(address, { token: ada.token });
  for (const content of ['1', '2', '3', '4', '5']) {
    await write(content);
    await stream.next();
  }
  const second = await openEvents(address, { token: ada.token });
  expect(second.headers.get('x-ratelimit-remaining')).toBe('1');
  stream.close();
  second.close();
});

test('a reader that takes nothing is cut off, and holds up nobody', { timeout: 120_000 }, async () => {
  const { address } = await startAnother({ streamsPerUser: 1, patienceMs: 200 });
  const stalled = get(`${address}/api/v1/events`, {
    headers: { authorization: `Bearer ${ada.token}`, 'last-event-id': '0-0' },
  });
  stalled.on('error', () => {});
  const [response] = (await once(stalled, 'response')) as [IncomingMessage];
  response.on('error', () => {});
  expect(response.statusCode).toBe(200);
  for (let count = 0; count < 30; count++) {
    const { status } = await write(`${count} ${'x'.repeat(1_000_000)}`);
    expect(status).toBe(200);
  }
  await roomAgain(address);
  stalled.destroy();
});

test('a server that stops does not wait for its streams', async () => {
  const { app, address } = await startAnother();
  const streams = await Promise.all([1, 2, 3].map(() => followEvents(address, { token: ada.token })));
  const started = performance.now();
  await app.close();
  expect(performance.now() - started).toBeLessThan(2000);
  for (const stream of streams) expect(await stream.ended()).toEqual([]);
});

/** Waits until a stream of ada's can be opened (again). */
async function roomAgain(address: string): Promise<void> {
  for (;;) {
    const stream = await openEvents(address, { token: ada.token });
    stream.close();
    if (stream.status === 200) return;
    await pause(20);
  }
}
