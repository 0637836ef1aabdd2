import { createServer, type RequestListener } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';

/** Only here: the tests of the connection need a server, which is on loopback. */
vi.mock('ipaddr.js', async (original) => {
  const real = await original<{ default: object }>();
  return {
    default: {
      ...real.default,
      parse: (text: string) => ({
        range: () => (text === '127.0.0.1' ? 'unicast' : 'loopback'),
        kind: () => 'ipv4',
        toString: () => text,
      }),
    },
  };
});
const { createPost } = await import('./webhook-post.ts');

async function serve(listener: RequestListener): Promise<number> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

const loopback = async () => [{ address: '127.0.0.1', family: 4 }];
const post = createPost({ allowPrivate: false, resolve: loopback, timeoutMs: 300 });

test('a public address is reached by its name, which the Host header keeps', async () => {
  const hosts: (string | undefined)[] = [];
  const port = await serve((request, response) => {
    hosts.push(request.headers.host);
    response.end('fine');
  });
  const url = `http://receiver.example:${port}/`;
  expect(await post(url, {}, 'x')).toEqual({ status: 200, error: null, answer: 'fine' });
  expect(hosts).toEqual([`receiver.example:${port}`]);
});

test('of an answer, the first 2048 bytes are kept and the rest is not read', async () => {
  const port = await serve((_request, response) => {
    const chunk = 'x'.repeat(65_536);
    const more = (): void => {
      while (!response.destroyed && response.write(chunk));
      response.once('drain', more);
    };
    more();
  });
  const { status, answer } = await post(`http://endless.example:${port}/`, {}, 'x');
  expect([status, answer]).toEqual([200, 'x'.repeat(2048)]);
});

test('an answer that does not come in time is none', async () => {
  const port = await serve(() => {});
  expect(await post(`http://silent.example:${port}/`, {}, 'x')).toEqual({
    status: null,
    error: 'No answer within 0.3 seconds',
    answer: null,
  });
});

test('one that never ends counts by its status, once the time is up', async () => {
  const port = await serve((_request, response) => void response.write('slow'));
  expect(await post(`http://slow.example:${port}/`, {}, 'x')).toEqual({
    status: 200,
    error: null,
    answer: 'slow',
  });
});

test.each([
  [
    'headers without end',
    (socket: { write(text: string): void }) => socket.write(`HTTP/1.1 200 OK\r\na: ${'x'.repeat(20_000)}`),
  ],
  ['no HTTP', (socket: { write(text: string): void }) => socket.write('220 mail.example ESMTP\r\n')],
])('%s is a failure in words that quote nothing', async (_what, answer) => {
  const port = await serve((request) => void answer(request.socket));
  const result = await post(`http://odd.example:${port}/`, {}, 'x');
  expect(result).toMatchObject({ status: null, answer: null });
  expect(result.error).not.toMatch(/mail|xxx|127/);
});
