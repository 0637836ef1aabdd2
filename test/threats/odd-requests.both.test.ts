import type { FastifyInstance } from 'fastify';
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startInstance, type Instance } from '../support/instance.ts';
import { requestHead, sendRaw, type RawAnswer } from '../support/raw-http.ts';
import { recordRoutes } from '../support/recorded-routes.ts';

let instance: Instance;
let address: string;
let app: FastifyInstance;

beforeAll(async () => {
  const recorded = await recordRoutes(() => startInstance());
  instance = recorded.result;
  app = recorded.apps[0] as FastifyInstance;
  address = await instance.app.listen();
});

afterAll(() => instance.stop());

afterEach(expectServing);

async function expectServing(): Promise<void> {
  // Whatever was sent, the server goes on serving, over a socket too.
  expect((await sendRaw(address, requestHead('GET /healthz'))).status).toBe(200);
}

function expectError(answer: RawAnswer, ...statuses: number[]): void {
  expect(statuses, answer.headers).toContain(answer.status);
  expect(answer.headers.toLowerCase()).toContain('content-type: application/json');
  const { error } = JSON.parse(answer.body);
  expect([typeof error.code, typeof error.message, Array.isArray(error.details)]).toEqual([
    'string',
    'string',
    true,
  ]);
}

const JSON_TYPE = { 'content-type': 'application/json' };

describe('what is hardly HTTP is answered in the error shape', () => {
  test.each<[string, string | Buffer, number[]]>([
    ['garbage', 'garbage\r\n\r\n', [400]],
    ['bytes', Buffer.from([0, 1, 2, 255, 254, 13, 10, 13, 10]), [400]],
    ['a TLS greeting', Buffer.from('16030100c8010000c40303', 'hex'), [400]],
    ['an unknown method', requestHead('FROB /api/v1/memos'), [400]],
    [
      'two hosts',
      'GET /api/v1/memos HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n',
      [200, 400],
    ],
    ['a header flood', requestHead('GET /api/v1/memos', { 'x-flood': 'x'.repeat(100_000) }), [431]],
    [
      'many headers',
      requestHead('GET /', Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [`x-${i}`, 'x']))),
      [431],
    ],
    ['a long address', requestHead(`GET /${'x'.repeat(100_000)}`), [431]],
    ['a header with a line end', 'GET / HTTP/1.1\r\nHost: a\r\nX: a\rb\r\n\r\n', [400]],
    ['a header with NUL', 'GET / HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n', [400]],
    [
      'length and chunks',
      'POST /api/v1/memos HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      [400],
    ],
    ['two lengths', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx', [400]],
    ['a negative length', requestHead('POST /api/v1/memos', { 'content-length': -1 }), [400]],
    [
      'a broken chunk',
      `${requestHead('POST /api/v1/auth/signin', { ...JSON_TYPE, 'transfer-encoding': 'chunked' })}zz\r\n`,
      [400],
    ],
    [
      'a length beyond all limits',
      requestHead('POST /api/v1/auth/signin', { ...JSON_TYPE, 'content-length': 1e12 }),
      [413],
    ],
    ['an undecodable path', requestHead('GET /api/v1/memos/%ff'), [400]],
    ['a broken escape', requestHead('GET /api/v1/memos/%'), [400]],
    ['an undecodable query', requestHead('GET /api/v1/search?q=%ff'), [400]],
    ['bytes in the path', requestHead('GET /api/v1/tags/\xff\xfe'), [400, 401, 404, 405]],
    ['a whole address', requestHead('GET http://evil.example/api/v1/nothing'), [400, 404]],
    ['an asterisk', requestHead('OPTIONS *'), [400, 404]],
    ['dots', requestHead('GET /api/v1/../../etc/passwd'), [404]],
    ['encoded dots', requestHead('GET /api/docs/static/..%2f..%2f..%2fpackage.json'), [400, 403, 404]],
    ['backslashes', requestHead('GET /api\\v1\\memos'), [400, 404]],
    ['a tunnel', requestHead('TRACE /api/v1/memos'), [404, 405]],
    ['WebDAV', requestHead('PROPFIND /api/v1/memos'), [404, 405]],
  ])('%s', async (_what, bytes, statuses) => {
    const answer = await sendRaw(address, bytes);
    if (answer.status === 200) return;
    expectError(answer, ...statuses);
  });

  test('no host: Node itself refuses, without a word', async () => {
    const answer = await sendRaw(address, 'GET /api/v1/memos HTTP/1.1\r\n\r\n');
    expect(answer.status).toBe(400);
  });

  test('an upgrade is not followed', async () => {
    const answer = await sendRaw(
      address,
      requestHead('GET /api/v1/memos', { connection: 'close, upgrade', upgrade: 'websocket' }),
    );
    expect(answer.status).toBe(200);
  });

  test('an empty host is not this machine', async () => {
    const body = '{"username":"first","password":"a password"}';
    const head = requestHead('POST /api/v1/auth/signup', {
      ...JSON_TYPE,
      host: '',
      'content-length': body.length,
    });
    const answer = await sendRaw(address, head, body);
    expect([400, 403]).toContain(answer.status);
    expect(await instance.services.users.isNew()).toBe(true);
  });

  test('HTTP/1.0 is what a proxy speaks that says nothing of itself', async () => {
    const body = '{"username":"first","password":"a password"}';
    const head = requestHead('POST /api/v1/auth/signup', { ...JSON_TYPE, 'content-length': body.length });
    const answer = await sendRaw(address, head.replace('HTTP/1.1', 'HTTP/1.0'), body);
    expect(answer.status).toBe(403);
    expect((await sendRaw(address, requestHead('GET /metrics').replace('HTTP/1.1', 'HTTP/1.0'))).status).toBe(
      404,
    );
    expect(await instance.services.users.isNew()).toBe(true);
  });

  test('a body in many small chunks ends at the limit', async () => {
    const head = requestHead('POST /api/v1/auth/signin', { ...JSON_TYPE, 'transfer-encoding': 'chunked' });
    const chunk = `10000\r\n${' '.repeat(0x10000)}\r\n`;
    expectError(await sendRaw(address, head, ...Array.from({ length: 110 }, () => chunk)), 413);
  });
});

describe('clients that dawdle', () => {
  test('are cut off: the server has limits of its own for heads and idle connections', () => {
    const { headersTimeout, keepAliveTimeout } = app.server;
    expect(headersTimeout).toBeGreaterThan(0);
    expect(headersTimeout).toBeLessThanOrEqual(300_000);
    expect(keepAliveTimeout).toBeGreaterThan(0);
    expect(keepAliveTimeout).toBeLessThanOrEqual(120_000);
  });

  test('and are told so', async () => {
    const { hostname, port } = new URL(address);
    const accepted = once(app.server, 'connection');
    const client = connect(Number(port), hostname);
    const [socket] = await accepted;
    client.write('POST /api/v1/memos HTTP/1.1\r\nHost: 127.0.0.1\r\n');
    const late = Object.assign(new Error('Request timeout'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' });
    app.server.emit('clientError', late, socket);
    const [data] = await once(client, 'data');
    expect(String(data)).toMatch(/^HTTP\/1\.1 408 [\s\S]*"code":"INVALID_ARGUMENT"/);
    client.destroy();
  });

  test('do not keep others waiting', async () => {
    const { hostname, port } = new URL(address);
    const clients = Array.from({ length: 50 }, () => connect(Number(port), hostname));
    for (const client of clients)
      client.write('POST /api/v1/memos HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9\r\n\r\n{');
    expect((await sendRaw(address, requestHead('GET /api/v1/memos'))).status).toBe(200);
    for (const client of clients) client.destroy();
  });
});
