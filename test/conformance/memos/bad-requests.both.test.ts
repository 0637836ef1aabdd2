import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fieldsOf, startMemos, type Memos } from '../../support/memos.ts';
import type { Account } from '../../support/instance.ts';

let server: Memos;
let ada: Account;

beforeAll(async () => {
  server = await startMemos({ maxContentBytes: 1024 });
  ada = await server.account('ada');
});
afterAll(() => server.stop());

const post = (raw: string | Buffer, headers?: Record<string, string>) =>
  server.call('POST', '/api/v1/memos', { token: ada.token, raw, ...(headers && { headers }) });

const nested = (depth: number): string =>
  `{"content":"deep","x":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`;

describe('a broken body is a clear 4xx in the shape of the face, and nothing is stored', () => {
  test.each<[string, string | Buffer, Record<string, string> | undefined, number, string, string[]]>([
    ['malformed JSON', '{"content":"x"', undefined, 400, 'INVALID_ARGUMENT', ['body']],
    ['single quotes', "{'content':'x'}", undefined, 400, 'INVALID_ARGUMENT', ['body']],
    ['a trailing comma', '{"content":"x",}', undefined, 400, 'INVALID_ARGUMENT', ['body']],
    ['two values', '{"content":"x"}{}', undefined, 400, 'INVALID_ARGUMENT', ['body']],
    ['an array', '[{"content":"x"}]', undefined, 400, 'INVALID_ARGUMENT', ['body']],
    ['a string', '"x"', undefined, 400, 'INVALID_ARGUMENT', ['body']],
    ['a number', '5', undefined, 400, 'INVALID_ARGUMENT', ['body']],
    ['null', 'null', undefined, 400, 'INVALID_ARGUMENT', ['content']],
    ['nothing', '', undefined, 400, 'INVALID_ARGUMENT', ['content']],
    [
      'bytes that are no UTF-8',
      Buffer.from('7b22636f6e74656e74223a22ff227d', 'hex'),
      undefined,
      400,
      'INVALID_ARGUMENT',
      ['body'],
    ],
    ['UTF-16', Buffer.from('{"content":"x"}', 'utf16le'), undefined, 400, 'INVALID_ARGUMENT', ['body']],
    [
      'another character set',
      '{"content":"x"}',
      { 'content-type': 'application/json; charset=iso-8859-1' },
      400,
      'INVALID_ARGUMENT',
      ['Content-Type'],
    ],
    [
      'a form',
      'content=x',
      { 'content-type': 'application/x-www-form-urlencoded' },
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      [],
    ],
    ['plain text', '{"content":"x"}', { 'content-type': 'text/plain' }, 415, 'UNSUPPORTED_MEDIA_TYPE', []],
    ['a type that is none', '{"content":"x"}', { 'content-type': 'json' }, 415, 'UNSUPPORTED_MEDIA_TYPE', []],
    [
      'too large a body',
      `{"content":"x","y":"${'a'.repeat(6 * 1024 + 64 * 1024)}"}`,
      undefined,
      413,
      'PAYLOAD_TOO_LARGE',
      [],
    ],
    ['too deep a body', nested(33), undefined, 400, 'INVALID_ARGUMENT', ['body']],
    [
      'a body of 100,000 levels',
      nested(100_000).slice(0, 60_000),
      undefined,
      400,
      'INVALID_ARGUMENT',
      ['body'],
    ],
  ])('%s', async (_name, raw, headers, status, code, fields) => {
    const answer = await post(raw, headers);
    expect([answer.status, answer.json.error.code, fieldsOf(answer)]).toEqual([status, code, fields]);
    expect(await server.contents(ada)).toEqual([]);
  });
});

test('a body just deep enough is taken, brackets in text do not count', async () => {
  expect((await post(nested(32))).status).toBe(200);
  expect((await post(JSON.stringify({ content: `"${'['.repeat(100)}\\"{` }))).status).toBe(200);
});

test('keys that objects have by nature are ordinary unknown fields', async () => {
  const answer = await post(
    '{"content":"x","__proto__":{"pinned":true},"constructor":{"prototype":{"pinned":true}}}',
  );
  expect([answer.status, answer.json.pinned]).toEqual([200, false]);
});

test('of a key given twice the last one counts, as in all JSON readers here', async () => {
  expect((await post('{"content":"first","content":"last"}')).json.content).toBe('last');
});

describe('wrong encoding in the address', () => {
  test.each(['/api/v1/memos?tag=%FF', '/api/v1/search?q=%E0%A4%A', '/api/v1/search?q=a&tag=%80'])(
    '%s: 400 that names the parameter',
    async (path) => {
      const answer = await server.call('GET', path, { token: ada.token });
      expect([answer.status, answer.json.error.code, fieldsOf(answer)]).toEqual([
        400,
        'INVALID_ARGUMENT',
        [path.includes('q=a') || path.includes('memos') ? 'tag' : 'q'],
      ]);
    },
  );

  test.each(['/api/v1/memos/%FF', '/api/v1/users/%', '/api/v1/tags/%E0%A4%A'])('%s: 400', async (path) => {
    const answer = await server.call('PATCH', path, { token: ada.token, body: {} });
    expect([answer.status, answer.json.error.code, fieldsOf(answer)]).toEqual([
      400,
      'INVALID_ARGUMENT',
      ['path'],
    ]);
  });

  test.each(['/api/v1/memos?tag=a%00b', '/api/v1/search?q=a%00b'])('%s: NUL is refused', async (path) => {
    expect((await server.call('GET', path, { token: ada.token })).status).toBe(400);
  });

  test.each([100, 1000, 10_000])('an id of %i characters is a clear 4xx', async (length) => {
    const answer = await server.call('GET', `/api/v1/memos/${'x'.repeat(length)}`, { token: ada.token });
    expect([400, 404, 414]).toContain(answer.status);
  });
});
