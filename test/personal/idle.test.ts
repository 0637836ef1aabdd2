import { expect, test } from 'vitest';
import { openEvents } from '../support/event-stream.ts';
import { personal } from '../support/personal.ts';

const IDLE_MS = 400;

test('a heartbeat is answered, in plain text', async () => {
  const { call } = await personal({ stopOnIdle: true });
  const { status, text, headers } = await call('GET', '/api/heartbeat');
  expect([status, text, headers['content-type']]).toEqual([
    200,
    'Heartbeat received.',
    'text/plain; charset=utf-8',
  ]);
});

test('a server that does not stop on idle has no heartbeat', async () => {
  const { call } = await personal();
  expect((await call('GET', '/api/heartbeat')).status).toBe(404);
});

test('/api/runtime tells that it stops on idle', async () => {
  const { call } = await personal({ stopOnIdle: true });
  expect((await call('GET', '/api/runtime')).json.web['stop-on-idle']).toBe(true);
});

test('it is idle when nobody has asked for a while, and every request puts that off', async () => {
  const { app, call } = await personal({ stopOnIdle: true }, {}, { idleMs: IDLE_MS });
  await app.listen();
  let isIdle = false;
  const idle = app.idle.then(() => void (isIdle = true));
  let last = 0;
  for (const start = performance.now(); performance.now() - start < 3 * IDLE_MS;) {
    last = performance.now();
    await call('GET', '/api/heartbeat');
    expect(isIdle).toBe(false);
  }
  await idle;
  expect(performance.now() - last).toBeGreaterThan(IDLE_MS * 0.9);
});

test('it is not idle while somebody is listening for events', async () => {
  const { app } = await personal({ stopOnIdle: true }, {}, { idleMs: IDLE_MS });
  const address = await app.listen();
  const { close } = await openEvents(address, {});
  const closed = new Promise<string>((resolve) => setTimeout(() => resolve('still open'), 2 * IDLE_MS));
  expect(await Promise.race([app.idle.then(() => 'idle'), closed])).toBe('still open');
  close();
  await app.idle;
});
