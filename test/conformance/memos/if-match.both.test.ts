import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startMemos, type Memos } from '../../support/memos.ts';
import type { Account, Answer } from '../../support/instance.ts';

let server: Memos;
let host: Account;

beforeAll(async () => {
  server = await startMemos();
  host = await server.account('host');
});
afterAll(() => server.stop());

interface Write {
  method: 'POST' | 'PATCH' | 'DELETE';
  path: string;
  body?: unknown;
  /** Where the entity tag is read; undefined: the write makes something new. */
  read?: string;
}

let names = 0;
const WRITES: [string, () => Promise<Write>][] = [
  [
    'PATCH /memos/{id}',
    async () => {
      const { id } = await server.write(host, 'x');
      return { method: 'PATCH', path: `/memos/${id}`, body: { content: 'y' }, read: `/memos/${id}` };
    },
  ],
  [
    'DELETE /memos/{id}',
    async () => {
      const { id } = await server.write(host, 'x');
      return { method: 'DELETE', path: `/memos/${id}`, read: `/memos/${id}` };
    },
  ],
  [
    'DELETE /memos/{id}?force=true',
    async () => {
      const { id } = await server.write(host, 'x');
      await server.patch(host, { id }, { rowStatus: 'TRASHED' });
      return { method: 'DELETE', path: `/memos/${id}?force=true`, read: `/memos/${id}` };
    },
  ],
  [
    'PATCH /users/{username}',
    async () => {
      const { username } = await server.account(`user${++names}`);
      return {
        method: 'PATCH',
        path: `/users/${username}`,
        body: { nickname: 'y' },
        read: `/users/${username}`,
      };
    },
  ],
  [
    'DELETE /users/{username}',
    async () => {
      const { username } = await server.account(`user${++names}`);
      return { method: 'DELETE', path: `/users/${username}`, read: `/users/${username}` };
    },
  ],
  [
    'DELETE /access-tokens/{id}',
    async () => {
      const { token } = await server.services.tokens.createFor(host.id, { name: 'x' });
      return { method: 'DELETE', path: `/access-tokens/${token.id}`, read: `/access-tokens/${token.id}` };
    },
  ],
  [
    'PATCH /tags/{tag}',
    async () => {
      await server.write(host, `#tag${++names}`);
      return { method: 'PATCH', path: `/tags/tag${names}`, body: { name: 'renamed' }, read: '/tags' };
    },
  ],
  [
    'DELETE /tags/{tag}',
    async () => {
      await server.write(host, `x #tag${++names}`);
      return { method: 'DELETE', path: `/tags/tag${names}`, read: '/tags' };
    },
  ],
  [
    'PATCH /system/info',
    async () => ({
      method: 'PATCH',
      path: '/system/info',
      body: { customizedProfile: { title: `Title ${++names}` } },
      read: '/system/info',
    }),
  ],
  ['POST /memos', async () => ({ method: 'POST', path: '/memos', body: { content: 'x' } })],
  [
    'POST /users',
    async () => ({
      method: 'POST',
      path: '/users',
      body: { username: `user${++names}`, password: 'a long password' },
    }),
  ],
  ['POST /access-tokens', async () => ({ method: 'POST', path: '/access-tokens', body: { name: 'x' } })],
];

const send = ({ method, path, body }: Write, ifMatch: string): Promise<Answer> =>
  server.call(method, `/api/v1${path}`, {
    token: host.token,
    ...(body !== undefined && { body }),
    headers: { 'if-match': ifMatch },
  });

/** Everything that the host can see. */
async function everything(): Promise<unknown[]> {
  const paths = ['/memos?limit=100', '/memos?limit=100&rowStatus=TRASHED', '/users', '/tags', '/system/info'];
  const answers = await Promise.all(
    paths.map((path) => server.call('GET', `/api/v1${path}`, { token: host.token })),
  );
  const tokens = await server.services.tokens.listOf(host.id);
  return [...answers.map((answer) => answer.json), tokens.map((token) => token.id)];
}

describe.each(WRITES)('%s', (_name, prepare) => {
  test('If-Match that does not hold: 412, and nothing is changed', async () => {
    const write = await prepare();
    const before = await everything();
    for (const header of ['"other"', '"a", "b"', 'other']) {
      const answer = await send(write, header);
      expect(answer.status).toBe(412);
      expect(answer.json.error).toEqual({
        code: 'FAILED_PRECONDITION',
        message: 'The resource has changed since you read it',
        details: [],
      });
    }
    expect(await everything()).toEqual(before);
  });

  test('If-Match that holds, or *: the write is made', async () => {
    expect((await send(await prepare(), '*')).status).toBe(200);
    const write = await prepare();
    if (write.read === undefined) return;
    const { headers } = await server.call('GET', `/api/v1${write.read}`, { token: host.token });
    const tag = String(headers['etag']);
    expect((await send(write, `W/${tag}`)).status).toBe(412);
    expect((await send(write, `"other", ${tag}`)).status).toBe(200);
  });
});

test('the ETag in the answer to a write is that of the new version', async () => {
  const memo = await server.write(host, 'x');
  const patched = await server.patch(host, memo, { content: 'y' });
  const tag = String(patched.headers['etag']);
  expect((await server.call('GET', `/api/v1/memos/${memo.id}`, { token: host.token })).headers['etag']).toBe(
    tag,
  );
  expect((await server.patch(host, memo, { content: 'z' }, { headers: { 'if-match': tag } })).status).toBe(
    200,
  );
  expect((await server.patch(host, memo, { content: '!' }, { headers: { 'if-match': tag } })).status).toBe(
    412,
  );
});
