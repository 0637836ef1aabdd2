import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startInstance, type Account, type Instance } from '../../support/instance.ts';

let server: Instance;
let ada: Account;
let host: URL;

beforeEach(async () => {
  server = await startInstance();
  ada = await server.account('ada');
  host = new URL(await server.app.listen());
});
afterEach(async () => {
  vi.useRealTimers();
  await server.stop();
});

/** Holds back every answer about a single memo until told otherwise. */
function holdBack() {
  const arrived = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  const get = server.services.notes.get;
  server.services.notes.get = async (...args) => {
    arrived.resolve();
    await release.promise;
    return get(...args);
  };
  return { arrived: arrived.promise, release: release.resolve };
}

const ask = (path: string, init: RequestInit = {}) =>
  fetch(new URL(path, host), { ...init, headers: { authorization: `Bearer ${ada.token}`, ...init.headers } });

async function create(): Promise<{ id: number }> {
  const headers = { 'content-type': 'application/json' };
  const answer = await ask('/api/v1/memos', { method: 'POST', headers, body: '{"content":"x"}' });
  return (await answer.json()) as { id: number };
}

async function open(): Promise<Socket> {
  const socket = connect(Number(host.port), host.hostname);
  await once(socket, 'connect');
  return socket;
}

test('requests in flight are answered, and then the stop is complete', async () => {
  const { id } = await create();
  const { arrived, release } = holdBack();
  // The ten seconds never pass here: the stop must not need them.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const answer = ask(`/api/v1/memos/${id}`);
  await arrived;
  const closed = server.app.close();
  release();
  expect((await answer).status).toBe(200);
  expect(await (await answer).json()).toMatchObject({ id });
  await closed;
});

test('new connections are refused from then on', async () => {
  const { id } = await create();
  const { arrived, release } = holdBack();
  const answer = ask(`/api/v1/memos/${id}`);
  await arrived;
  const closed = server.app.close();
  // One that comes before the listening socket is gone gets a connection that is closed at once.
  await expect(open()).rejects.toThrow(/ECONNREFUSED|ECONNRESET/);
  release();
  expect((await answer).status).toBe(200);
  await closed;
});

test('connections that wait for nothing are closed at once', async () => {
  const idle = await open();
  const ended = once(idle, 'close');
  idle.resume();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  await server.app.close();
  await ended;
  expect(idle.destroyed).toBe(true);
});

test('a close takes at most 10 s, even when a client never finishes its request', async () => {
  const client = await open();
  const ended = once(client, 'close');
  client.resume();
  const seen = new Promise<void>((resolve) => {
    const authenticate = server.services.sessions.authenticate;
    server.services.sessions.authenticate = async (presented) => {
      resolve();
      return authenticate(presented);
    };
  });
  const head = ['POST /api/v1/memos HTTP/1.1', `host: ${host.host}`, `authorization: Bearer ${ada.token}`];
  client.write(
    `${head.join('\r\n')}\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"content":`,
  );
  await seen;
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const closing = server.app.close();
  const state = { closed: false };
  const closed = closing.then(() => (state.closed = true));
  await vi.advanceTimersByTimeAsync(9_999);
  expect(state.closed).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  await closed;
  await ended;
});
