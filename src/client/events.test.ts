import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createEvents, type LiveEvent } from './events.ts';
import { createTransport } from './transport.ts';

/** A server that has no stream to give for a while, and then one. */
async function serve(failures: number) {
  let asked = 0;
  const server = createServer((_, answer) => {
    if (++asked <= failures) return void answer.writeHead(503).end();
    answer.writeHead(200, { 'content-type': 'text/event-stream' }).write('id: 1\n\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return createEvents(createTransport({ baseUrl: `http://127.0.0.1:${port}` }));
}

test('the pause between two attempts ends when there is a way to the server again', async () => {
  // Their pauses come to a minute and a half.
  const events = await serve(10);
  const stop = new AbortController();
  const listening = new Set<() => void>();
  const onWake = (wake: () => void) => {
    listening.add(wake);
    // As soon as the pause has begun.
    setImmediate(() => listening.forEach((one) => one()));
    return () => void listening.delete(wake);
  };
  const told: LiveEvent[] = [];
  for await (const event of events.follow(stop.signal, onWake)) {
    told.push(event);
    if (event.type === 'open') stop.abort();
  }
  expect(told.map(({ type }) => type).filter((type) => type === 'closed').length).toBeGreaterThanOrEqual(10);
  expect(told).toContainEqual({ type: 'open', resumed: false });
  expect(listening.size).toBe(0);
}, 10_000);

test('a pause ends with what is followed', async () => {
  const events = await serve(10);
  const stop = new AbortController();
  let isWatched = false;
  const onWake = () => {
    isWatched = true;
    setImmediate(() => stop.abort());
    return () => void (isWatched = false);
  };
  for await (const { type } of events.follow(stop.signal, onWake)) expect(type).toBe('closed');
  expect(isWatched).toBe(false);
});
