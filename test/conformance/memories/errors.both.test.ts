import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ORIGIN, type Account, type Call } from '../../support/instance.ts';
import { cookieOf } from '../../support/memos.ts';
import { fieldsOf, startMemories, type Memories } from '../../support/memories.ts';

let server: Memories;
let ada: Account;
beforeAll(async () => {
  server = await startMemories();
  ada = await server.account('ada');
});
afterAll(() => server.stop());

type Method = Parameters<Memories['call']>[0];
const ask = (method: Method, path: string, options: Call = {}) =>
  server.call(method, path, { token: ada.token, ...options });

describe('paths', () => {
  test.each([
    '/api/memories/1/2/3',
    '/api/add/x',
    '/api/batch-add/x',
    '/api/search/x',
    '/api/spaces/a/b/c/d',
    '/api/invitations/x',
    '/v1/nothing',
    '/v1',
  ])('%s is a 404 in the words of this API', async (path) => {
    const { status, json } = await ask('GET', path);
    expect([status, json]).toEqual([404, { error: `There is nothing at ${path}` }]);
  });

  test.each(['/api', '/api/memoriesx', '/api/v2/memories'])('%s is not of this API', async (path) => {
    expect((await server.call('GET', path)).json.error).toMatchObject({ code: 'NOT_FOUND' });
  });

  test.each([
    ['PUT', '/api/memories', 'GET, HEAD, OPTIONS'],
    ['PUT', '/api/memories/1', 'GET, HEAD, PATCH, DELETE, OPTIONS'],
    ['GET', '/api/add', 'POST, OPTIONS'],
    ['GET', '/api/batch-add', 'POST, OPTIONS'],
    ['GET', '/api/search', 'POST, OPTIONS'],
    ['POST', '/api/spaces', 'GET, HEAD, OPTIONS'],
    ['GET', '/api/spaces/x/favorite', 'POST, DELETE, OPTIONS'],
    ['GET', '/v1/add', 'POST, OPTIONS'],
  ] as const)('%s %s is a 405 that says what is allowed', async (method, path, allow) => {
    const { status, headers, json } = await ask(method, path);
    expect([status, headers['allow'], Object.keys(json)]).toEqual([405, allow, ['error']]);
  });

  test.each(['/api/memories/%FF', '/api/memories?spaceId=%FF'])(
    'what cannot be decoded is a 400: %s',
    async (path) => {
      expect((await server.call('GET', path)).status).toBe(400);
    },
  );
});

describe('bodies', () => {
  test.each([
    ['{', 400],
    ['[]', 400],
    ['"x"', 400],
    ['{"content":"a\\u0000b"}', 400],
    [`{"content":${'['.repeat(40)}${']'.repeat(40)}}`, 400],
    [Buffer.from('7b22636f6e74656e74223a22c0af227d', 'hex'), 400],
  ])('that cannot be read are a 400 with details, and nothing is kept (%#)', async (raw, status) => {
    const { total } = await server.list(ada);
    const answer = await server.call('POST', '/api/add', { token: ada.token, raw });
    expect(answer.status).toBe(status);
    expect(fieldsOf(answer)).toHaveLength(1);
    expect((await server.list(ada)).total).toBe(total);
  });

  test('that are no JSON are a 415', async () => {
    const answer = await ask('POST', '/api/add', { raw: 'x', headers: { 'content-type': 'text/plain' } });
    expect([answer.status, Object.keys(answer.json)]).toEqual([415, ['error']]);
  });

  test('that are too large are a 413', async () => {
    const answer = await ask('POST', '/api/add', { raw: `"${'x'.repeat(7 * 1024 * 1024)}"` });
    expect([answer.status, Object.keys(answer.json)]).toEqual([413, ['error']]);
  });

  test('have fields that are not known, which are ignored', async () => {
    expect((await ask('POST', '/api/add', { body: { content: 'x y', more: 1 } })).status).toBe(200);
  });
});

test('a new thing has no version: If-Match with a tag is a 412', async () => {
  for (const path of ['/api/add', '/api/spaces/create', '/api/batch-add']) {
    const answer = await ask('POST', path, { body: {}, headers: { 'if-match': '"x"' } });
    expect([path, answer.status]).toEqual([path, 412]);
  }
});

describe('a session', () => {
  let cookie: string;
  beforeAll(async () => {
    const body = { username: ada.username, password: ada.password };
    cookie = cookieOf(
      await server.call('POST', '/api/v1/auth/signin', { body, headers: { origin: ORIGIN } }),
    );
  });

  test('reads and writes', async () => {
    expect((await server.call('GET', '/api/memories', { cookie })).status).toBe(200);
    const body = { content: 'By cookie' };
    expect((await server.call('POST', '/api/add', { cookie, body })).status).toBe(200);
  });

  test.each(['https://elsewhere.example', 'null'])('does not write from %s', async (origin) => {
    const answer = await server.call('POST', '/api/add', {
      cookie,
      body: { content: 'Forged' },
      headers: { origin },
    });
    expect([answer.status, Object.keys(answer.json)]).toEqual([403, ['error']]);
  });

  test('that has ended is a 401, and its cookie is taken away', async () => {
    const answer = await server.call('GET', '/api/memories', { cookie: 'commonplace_session=ended' });
    expect([answer.status, answer.json]).toEqual([401, { error: 'Unauthorized' }]);
    expect(String(answer.headers['set-cookie'])).toMatch(/^commonplace_session=;/);
  });

  describe('that has ended', () => {
    const ended = { cookie: 'commonplace_session=ended' };
    const paths = (space: string) =>
      ['/api', '/v1'].flatMap((prefix) => [
        `${prefix}/memories?spaceId=${space}`,
        `${prefix}/spaces/${space}`,
      ]);

    test('is nobody’s in a public space, and its cookie is taken away', async () => {
      const space = await server.space(ada, true, 'Open');
      for (const path of paths(space)) {
        const answer = await server.call('GET', path, ended);
        expect([path, answer.status]).toEqual([path, 200]);
        expect(String(answer.headers['set-cookie'])).toMatch(/^commonplace_session=;/);
        expect(answer.json).toEqual((await server.call('GET', path)).json);
      }
    });

    test('is a 401 in a private one, and an unknown one is a 404', async () => {
      const space = await server.space(ada, false, 'Closed');
      for (const path of paths(space)) {
        const answer = await server.call('GET', path, ended);
        expect([path, answer.status, answer.json]).toEqual([path, 401, { error: 'Unauthorized' }]);
      }
      expect((await server.call('GET', '/api/memories?spaceId=nowhere', ended)).status).toBe(404);
    });

    test('changes nothing, in a public space either', async () => {
      const space = await server.space(ada, true, 'Shown');
      const answer = await server.call('POST', `/api/spaces/${space}/favorite`, ended);
      expect([answer.status, answer.json]).toEqual([401, { error: 'Unauthorized' }]);
    });

    test('does not make a wrong token nobody’s', async () => {
      const space = await server.space(ada, true, 'Wide');
      const answer = await server.call('GET', `/api/memories?spaceId=${space}`, {
        token: 'cpl_wrong',
        ...ended,
      });
      expect(answer.status).toBe(401);
    });
  });
});

describe('requests', () => {
  test('are counted like those of the other faces, and refused beyond the limit', async () => {
    const limited = await startMemories({ rateLimitToken: 3 });
    const eve = await limited.account('eve');
    await limited.call('GET', '/api/v1/memos', { token: eve.token });
    const second = await limited.call('GET', '/api/memories', { token: eve.token });
    expect(second.headers['x-ratelimit-remaining']).toBe('1');
    await limited.call('GET', '/v1/memories', { token: eve.token });
    const refused = await limited.call('GET', '/api/memories', { token: eve.token });
    expect([refused.status, refused.json]).toEqual([429, { error: 'Rate limit exceeded' }]);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    await limited.stop();
  });
});

describe('the OpenAPI document', () => {
  test('is of this API alone, and part of the merged one', async () => {
    const { json: own } = await server.call('GET', '/api/memories/openapi.json');
    const { json: merged } = await server.call('GET', '/api/openapi.json');
    expect(own.openapi).toBe('3.1.0');
    for (const [path, operations] of Object.entries(own.paths)) {
      expect(path).toMatch(/^\/api\/(memories|add|batch-add|search|spaces|invitations)(\/|$)/);
      expect(merged.paths[path]).toEqual(operations);
    }
    expect(Object.keys(merged.paths).filter((path) => path.startsWith('/v1'))).toEqual([]);
  });
});
