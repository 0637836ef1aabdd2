import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openEvents } from '../support/event-stream.ts';
import { errorOf } from '../support/error-shapes.ts';
import { startInstance, type Answer, type Instance } from '../support/instance.ts';
import { operationsOf } from '../support/openapi-operations.ts';

const RUNS = 400;

let instance: Instance;
let tokens: (string | undefined)[];
let paths: string[];

beforeAll(async () => {
  instance = await startInstance({ allowSignUp: true, signInsPerAccount: 1e6, signInsPerAddress: 1e6 });
  const host = await instance.account('hilda');
  const ada = await instance.account('ada', 'write');
  tokens = [undefined, host.token, ada.token];
  const { json: document } = await instance.call('GET', '/api/openapi.json');
  // A stream has no end to wait for; it is asked below.
  paths = operationsOf(document)
    .map(({ path }) => path)
    .filter((path) => !path.endsWith('/events'));
});

afterAll(() => instance.stop());

afterEach(expectNoFailure);

function expectNoFailure(): void {
  expect(instance.log.filter((line) => JSON.parse(line).level >= 50)).toEqual([]);
}

function expectAnswer(answer: Answer): void {
  expect(answer.status, answer.text).toBeLessThan(500);
  if (answer.status >= 400) errorOf(answer);
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

/** Lazily, because the document is known only when the server runs. */
const known = () =>
  fc
    .tuple(fc.constantFrom(...paths), fc.string({ unit: 'binary', maxLength: 20 }))
    .map(([path, part]) => path.replace(/\{[^}]+\}/g, encodeURIComponent(part.toWellFormed())));
const anything = fc
  .string({ unit: 'binary', maxLength: 60 })
  .map((text) => `/${encodeURIComponent(text.toWellFormed()).replaceAll('%2F', '/')}`);
const escapes = fc
  .array(fc.constantFrom('%', '%2', '%00', '%ff', '/', '..', '.', 'a', '?', '&', '=', ';', ':', '*'))
  .chain((parts) =>
    fc.constantFrom('v1', 'notes', 'raw', 'runtime').map((face) => `/api/${face}/${parts.join('')}`),
  );
const query = fc.webQueryParameters().map((text) => (text === '' ? '' : `?${text}`));

const NAMES = [
  'content',
  'username',
  'password',
  'name',
  'role',
  'rowStatus',
  'visibility',
  'scopes',
  'expiresAt',
  'avatarUrl',
  'customizedProfile',
  'Content',
  'Ctime',
  'LastMtime',
  '__proto__',
  'constructor',
  'toString',
  'length',
  '',
];
const value = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom('PUBLIC', 'x', '2025-08-19T10:00:00Z', 1, ['read']),
);
const bodies = fc.oneof(
  fc.dictionary(fc.constantFrom(...NAMES), value).map((body) => JSON.stringify(body)),
  fc.json(),
  fc.string({ unit: 'binary' }),
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
);
const types = fc.constantFrom(
  'application/json',
  'application/json',
  'application/json',
  'application/json;charset=x',
  'text/plain',
  '',
  'application/',
  'multipart/form-data',
  ';;;',
);

test('no method, path, query, type and body make the server fail', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...METHODS),
      fc.oneof(known(), known(), anything, escapes),
      query,
      fc.constantFrom(...tokens),
      fc.option(bodies),
      types,
      async (method, path, search, token, raw, type) => {
        const answer = await instance.call(method, path + search, {
          token,
          ...(raw !== null && raw.length > 0 && { raw, headers: { 'content-type': type } }),
        });
        if (method === 'HEAD') expect(answer.status).toBeLessThan(500);
        else expectAnswer(answer);
      },
    ),
    { numRuns: RUNS },
  );
});

test('no headers make the server fail', async () => {
  const names = [
    'authorization',
    'cookie',
    'origin',
    'if-match',
    'if-none-match',
    'idempotency-key',
    'accept',
    'accept-encoding',
    'range',
    'host',
    'x-forwarded-for',
    'user-agent',
    'sec-fetch-site',
    'expect',
    'connection',
  ];
  const text = fc.string({
    unit: fc.integer({ min: 0x20, max: 0xff }).map((code) => String.fromCharCode(code)),
    maxLength: 300,
  });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('GET', 'POST', 'PATCH', 'DELETE'),
      known(),
      fc.dictionary(
        fc.constantFrom(...names),
        fc.oneof(text, fc.constantFrom('Bearer x', 'commonplace_session=x', '*', '""', 'null', 'W/"')),
      ),
      async (method, path, headers) => {
        expectAnswer(
          await instance.call(method as 'GET', path, { headers, ...(method !== 'GET' && { body: {} }) }),
        );
      },
    ),
    { numRuns: RUNS },
  );
});

test('no Last-Event-ID makes the server fail', async () => {
  const address = await instance.app.listen();
  // The client sends no control characters.
  const latin = fc.integer({ min: 0xa1, max: 0xff }).map((code) => String.fromCharCode(code));
  const ascii = fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code));
  const text = fc.string({ unit: fc.oneof(ascii, latin), maxLength: 120 });
  const numbers = fc.tuple(fc.bigInt({ min: -2n, max: 2n ** 80n }), fc.maxSafeInteger());
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        text,
        numbers.map((pair) => pair.join('-')),
      ),
      async (id) => {
        const headers = { 'last-event-id': id };
        const { status, close } = await openEvents(address, { token: String(tokens[1]), headers });
        close();
        expect(status).toBe(id.length > 100 ? 400 : 200);
      },
    ),
    { numRuns: RUNS / 4 },
  );
});

test('no content and no query make the server fail, and content comes back as it was', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1, maxLength: 300 }), async (content) => {
      const made = await instance.call('POST', '/api/v1/memos', { token: tokens[1], body: { content } });
      expectAnswer(made);
      if (made.status === 200) expect(made.json.content).toBe(content);
      const q = encodeURIComponent(content.toWellFormed().slice(0, 40));
      expectAnswer(await instance.call('GET', `/api/v1/search?q=${q}`, { token: tokens[1] }));
      expectAnswer(await instance.call('GET', `/api/v1/memos?tag=${q}`, { token: tokens[1] }));
    }),
    { numRuns: RUNS / 2 },
  );
});
