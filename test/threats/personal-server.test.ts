import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeFolder, startPersonal, type Personal } from '../support/personal.ts';
import { errorOf } from '../support/error-shapes.ts';
import { requestHead, sendRaw } from '../support/raw-http.ts';

/** One of each face, and of what belongs to none. */
const PATHS = [
  '/api/notes',
  '/api/notes/64214a1d.md',
  '/api/runtime',
  '/api/raw/lines',
  '/api/heartbeat',
  '/api/v1/memos',
  '/api/v1/memos/1',
  '/api/v1/search?q=x',
  '/api/v1/events',
  '/api/openapi.json',
  '/api/docs',
  '/metrics',
  '/healthz',
  '/',
  '/page.html',
  '/nothing',
];

let server: Personal;
let webroot: string;

beforeAll(async () => {
  webroot = await makeFolder({ 'index.html': 'x', 'page.html': 'x' });
  const files = { '64214a1d.md': '# planted words' };
  server = await startPersonal({ writable: true, stopOnIdle: true, webroot }, files);
});
afterAll(async () => {
  await server.stop();
  await rm(webroot, { recursive: true });
});

describe('a page of another site that has its name lead here (DNS rebinding)', () => {
  test('gets nothing, at any path', async () => {
    for (const path of PATHS) {
      const answer = await server.call('GET', path, { headers: { host: 'evil.example:8881' } });
      expect([path, answer.status]).toEqual([path, 403]);
      expect(errorOf(answer).text).toContain('localhost');
    }
  });

  test.each([
    'evil.example',
    'localhost.evil.example',
    'evil.example:127.0.0.1',
    '127.0.0.1.evil.example',
    'localhost@evil.example',
    '0.0.0.0:8881',
    '192.168.0.2:8881',
    '[::2]',
    '2130706433',
    'localhost:',
    'localhost:x',
  ])('is known by the host %j', async (host) => {
    expect((await server.call('GET', '/api/notes', { headers: { host } })).status).toBe(403);
  });

  test.each(['localhost', 'localhost:8881', 'LOCALHOST:8881', '127.0.0.1:1', '127.1.2.3', '[::1]:8881'])(
    '%s is this machine',
    async (host) => {
      expect((await server.call('GET', '/api/notes', { headers: { host } })).status).toBe(200);
    },
  );

  test('cannot leave the host away, or hide it behind that of a proxy', async () => {
    const address = await server.app.listen();
    const evil = { host: 'evil.example' };
    for (const head of [
      'GET /api/notes HTTP/1.0\r\n\r\n',
      requestHead('GET /api/notes', { ...evil, 'x-forwarded-host': 'localhost' }),
      requestHead('GET http://localhost/api/notes', evil),
      requestHead('GET /api/notes', { host: '' }),
    ]) {
      const { status, body } = await sendRaw(address, head);
      expect([400, 403]).toContain(status);
      expect(body).not.toContain('planted words');
    }
  });
});

describe('a request that another site makes the browser send', () => {
  const FOREIGN = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://localhost:3000' },
    { origin: 'https://127.0.0.1:5230' },
    { 'sec-fetch-site': 'cross-site' },
  ];

  test.each(FOREIGN)('with %j is refused, at any path', async (headers) => {
    for (const path of PATHS) {
      expect([path, (await server.call('GET', path, { headers })).status]).toEqual([path, 403]);
    }
  });

  test.each(FOREIGN)('with %j changes nothing', async (headers) => {
    const { Mtime: LastMtime } = (await server.call('GET', '/api/notes/64214a1d.md')).json;
    const writes = [
      ['POST', '/api/notes', { Content: 'x', Ctime: '2023-01-01T00:00:00Z' }],
      ['PATCH', '/api/notes/64214a1d.md', { Content: 'x', LastMtime }],
      ['DELETE', '/api/notes/64214a1d.md', { LastMtime }],
      ['POST', '/api/v1/memos', { content: 'x' }],
      ['DELETE', '/api/v1/memos/1', undefined],
    ] as const;
    for (const [method, path, body] of writes) {
      const { status } = await server.call(method, path, {
        body,
        headers: { ...headers, 'content-type': 'text/plain' },
      });
      expect([method, path, status]).toEqual([method, path, 403]);
    }
    expect(await server.file('64214a1d.md')).toBe('# planted words');
    expect((await server.call('GET', '/api/notes')).json).toHaveLength(1);
  });

  test('gets no leave to read across sites', async () => {
    const headers = { origin: 'https://evil.example', 'access-control-request-method': 'PATCH' };
    const { headers: answer } = await server.call('OPTIONS', '/api/notes/64214a1d.md', { headers });
    expect(Object.keys(answer).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  test('is told from one of the page that this server serves', async () => {
    const headers = { origin: 'http://127.0.0.1:5230', 'sec-fetch-site': 'same-origin' };
    const body = { Content: 'x', Ctime: '2023-01-01T00:00:00Z' };
    expect((await server.call('POST', '/api/notes', { body, headers })).status).toBe(200);
    expect((await server.call('GET', '/', { headers: { 'sec-fetch-site': 'none' } })).status).toBe(200);
  });
});
