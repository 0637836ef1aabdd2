import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startNotesium, type Notesium } from '../../support/notesium.ts';

let server: Notesium;
beforeAll(async () => void (server = await startNotesium()));
afterAll(() => server.stop());

const JSON_PATHS = ['/api/notes', '/api/notes/64214a1d.md', '/api/runtime'];
const TEXT_PATHS = ['list', 'links', 'lines', 'stats', 'new', 'version'].map((name) => `/api/raw/${name}`);

describe('without credentials', () => {
  test.each([...JSON_PATHS, '/api/notes/a/b', '/api/runtime/x'])('%s is 401 in JSON', async (path) => {
    const { status, json, headers } = await server.ask('GET', path, { token: undefined });
    expect({ status, json }).toEqual({
      status: 401,
      json: { Error: 'Missing or invalid authentication', Code: 401 },
    });
    expect(headers['www-authenticate']).toMatch(/^Bearer/);
  });

  test.each([...TEXT_PATHS, '/api/raw', '/api/raw/foo'])('%s is 401 in plain text', async (path) => {
    const { status, text, headers } = await server.ask('GET', path, { token: undefined });
    expect([status, text]).toEqual([401, 'Missing or invalid authentication\n']);
    expect(headers['content-type']).toBe('text/plain; charset=utf-8');
  });
});

test('a wrong token is 401', async () => {
  const { status, json } = await server.ask('GET', '/api/notes', { token: 'cpl_wrong' });
  expect([status, json.Code]).toEqual([401, 401]);
});

describe('with a token that may only read', () => {
  test('reading works', async () => {
    const token = (await server.services.tokens.createFor(server.ada.id, { name: 'r', scope: 'read' }))
      .secret;
    for (const path of ['/api/notes', '/api/runtime', ...TEXT_PATHS]) {
      expect([path, (await server.ask('GET', path, { token })).status]).toEqual([path, 200]);
    }
    expect((await server.ask('GET', '/api/runtime', { token })).json.web.writable).toBe(false);
  });

  test.each([
    ['POST', '/api/notes/'],
    ['POST', '/api/notes/aaaaaaaa.md'],
    ['PATCH', '/api/notes/aaaaaaaa.md'],
    ['DELETE', '/api/notes/aaaaaaaa.md'],
  ] as const)('%s %s is 403, before anything else is looked at', async (method, path) => {
    const token = (await server.services.tokens.createFor(server.ada.id, { name: 'r', scope: 'read' }))
      .secret;
    for (const raw of ['{}', '{', '']) {
      const { status, json } = await server.ask(method, path, { token, raw });
      expect([status, json]).toEqual([
        403,
        { Error: 'This access token lacks the scope "write"', Code: 403 },
      ]);
    }
  });
});

describe('with the cookie of a session', () => {
  const cookieOfAda = async () => {
    const { username, password } = server.ada;
    const { headers } = await server.call('POST', '/api/v1/auth/signin', { body: { username, password } });
    return String(headers['set-cookie']).split(';')[0] ?? '';
  };

  test('a form of another site writes nothing', async () => {
    const cookie = await cookieOfAda();
    const before = await server.list();
    const body = { Content: '# planted', Ctime: '2021-01-01T00:00:00Z' };
    for (const origin of ['https://evil.example', 'null']) {
      const headers = { origin, 'content-type': 'text/plain' };
      const { status } = await server.ask('POST', '/api/notes', { token: undefined, cookie, body, headers });
      expect(status).toBe(403);
    }
    expect(await server.list()).toEqual(before);
  });

  test('a page of this server may write', async () => {
    const body = { Content: '# mine', Ctime: '2021-01-02T00:00:00Z' };
    const cookie = await cookieOfAda();
    expect((await server.ask('POST', '/api/notes', { token: undefined, cookie, body })).status).toBe(200);
  });
});

describe('a method that a path does not have', () => {
  test.each([
    ['PUT', '/api/notes', 'GET, HEAD, POST, OPTIONS'],
    ['DELETE', '/api/notes', 'GET, HEAD, POST, OPTIONS'],
    ['PUT', '/api/notes/64214a1d.md', 'GET, HEAD, POST, PATCH, DELETE, OPTIONS'],
    ['POST', '/api/runtime', 'GET, HEAD, OPTIONS'],
  ] as const)('%s %s is 405, and Allow names those that it has', async (method, path, allow) => {
    const { status, json, headers } = await server.ask(method, path, { raw: '{' });
    expect({ status, json }).toEqual({ status: 405, json: { Error: 'Method not supported', Code: 405 } });
    expect(headers['allow']).toBe(allow);
  });

  test('is 405 in plain text under /api/raw', async () => {
    const { status, text, headers } = await server.ask('POST', '/api/raw/list');
    expect([status, text, headers['allow']]).toEqual([405, 'Method not supported\n', 'GET, HEAD, OPTIONS']);
  });

  test('OPTIONS tells the methods', async () => {
    const { status, headers } = await server.ask('OPTIONS', '/api/notes');
    expect([status, headers['allow']]).toEqual([204, 'GET, HEAD, POST, OPTIONS']);
  });
});

describe('an unknown path', () => {
  test('is 404 in the shape of the face', async () => {
    const { status, json } = await server.ask('GET', '/api/notes/a/b');
    expect({ status, json }).toEqual({
      status: 404,
      json: { Error: 'There is nothing at /api/notes/a/b', Code: 404 },
    });
  });

  test('is 404 for a heartbeat, unless the server stops on idle', async () => {
    expect((await server.ask('GET', '/api/heartbeat')).status).toBe(404);
  });
});

test('a file name that cannot be one is not found', async () => {
  for (const name of [
    'xxxxxxxx.md',
    'nonhex8.md',
    '..%2F64214a1d.md',
    '64214A1D.md',
    encodeURIComponent('ä'),
  ]) {
    const { status, json } = await server.ask('GET', `/api/notes/${name}`);
    expect([name, status, json]).toEqual([name, 404, { Error: 'Note not found', Code: 404 }]);
  }
});

test('a parameter of the wrong type is named', async () => {
  const { status, json } = await server.ask('GET', '/api/notes?keyed=perhaps');
  expect({ status, json }).toEqual({ status: 400, json: { Error: 'keyed: Must be a boolean', Code: 400 } });
});

test('the rate limit answers in the shape of the face', async () => {
  const limited = await startNotesium({ rateLimitToken: 2 });
  await limited.ask('GET', '/api/notes');
  await limited.ask('GET', '/api/notes');
  const { status, json, headers } = await limited.ask('GET', '/api/notes');
  expect([status, json]).toEqual([429, { Error: 'Rate limit exceeded', Code: 429 }]);
  expect(Number(headers['retry-after'])).toBeGreaterThan(0);
  expect((await limited.ask('GET', '/api/raw/list')).text).toBe('Rate limit exceeded\n');
  await limited.stop();
});
