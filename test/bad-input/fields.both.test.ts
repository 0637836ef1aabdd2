import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { badJson, badQuery, badText } from '../support/bad-values.ts';
import { openDatabaseDump, type DatabaseDump } from '../support/database-dump.ts';
import { errorOf, isNotesium } from '../support/error-shapes.ts';
import { startInstance, type Account, type Answer, type Call, type Instance } from '../support/instance.ts';
import {
  fieldsOf,
  goodObject,
  goodValue,
  operationsOf,
  type Field,
  type Operation,
} from '../support/openapi-operations.ts';

/** So many wrong values are tried for each field. */
const RUNS = 12;

/** Of the note that is made at the time at which the server starts. */
const FILENAME = '68a44b20.md';

let instance: Instance;
let host: Account;
let database: DatabaseDump;
let operations: Operation[];

beforeAll(async () => {
  instance = await startInstance({ allowSignUp: true, signInsPerAccount: 1e6, signInsPerAddress: 1e6 });
  host = await instance.account('hilda');
  await instance.call('POST', '/api/v1/memos', { token: host.token, body: { content: 'A note #x' } });
  await instance.call('POST', '/api/v1/resources', {
    token: host.token,
    body: { filename: 'a', content: '', memo: 'memos/1' },
  });
  await instance.call('POST', '/api/v1/webhooks', {
    token: host.token,
    // Switched off, so that nothing but requests changes the database.
    body: { name: 'x', url: 'http://127.0.0.1:1/', events: ['memo.created'], active: false },
  });
  database = await openDatabaseDump(instance.databaseUrl);
  operations = operationsOf((await instance.call('GET', '/api/openapi.json')).json);
});

afterAll(async () => {
  await database.close();
  await instance.stop();
});

/** Sends the operation with all inputs good, but for what `change` makes of them. */
function send(operation: Operation, change: Partial<Inputs>, options: Call = {}): Promise<Answer> {
  const path = { ...goodPath(operation), ...change.path };
  const query = Object.entries({ ...change.query }).map(([name, value]) => `${name}=${value}`);
  const address = operation.path.replace(/\{([^}]+)\}/g, (_all, name: string) => path[name] ?? '1');
  return instance.call(
    operation.method as 'GET',
    query.length > 0 ? `${address}?${query.join('&')}` : address,
    {
      token: host.token,
      ...(operation.body && { body: 'body' in change ? change.body : goodObject(operation.body) }),
      ...options,
    },
  );
}

interface Inputs {
  path: Record<string, string>;
  query: Record<string, string>;
  body: unknown;
}

function goodPath({ parameters }: Operation): Record<string, string> {
  const own = parameters.filter((parameter) => parameter.in === 'path');
  return Object.fromEntries(
    own.map(({ name, schema }) => [
      name,
      name === 'filename' ? FILENAME : encodeURIComponent(String(goodValue(schema))),
    ]),
  );
}

function withField(operation: Operation, field: Field, value: unknown): Partial<Inputs> {
  if (field.in !== 'body') return { [field.in]: { [field.name]: String(value) } };
  const body = goodObject(operation.body ?? {});
  const keys = field.name.split('.');
  const last = keys.pop() ?? '';
  let at: Record<string, unknown> = body;
  for (const key of keys) at = at[key] = { ...(at[key] as object | undefined) };
  at[last] = value;
  return { body };
}

function badFor(field: Field): fc.Arbitrary<unknown> {
  if (field.in === 'body') return badJson(field.schema);
  if (field.in === 'query') return badQuery(field.schema);
  const text =
    field.schema.type === 'integer' ? badQuery(field.schema) : badText(field.schema).map(encodeText);
  // An empty part of a path, or dots, make another path of it.
  return text.filter((value) => value !== '' && !/^\.*$/.test(value));
}

const encodeText = (text: string): string => encodeURIComponent(text.replace(/[\ud800-\udfff]/g, '\0'));

function expectClear(answer: Answer, field: string | undefined): void {
  expect(answer.status, answer.text).toBeGreaterThanOrEqual(400);
  expect(answer.status, answer.text).toBeLessThan(500);
  const { text, fields } = errorOf(answer);
  if (answer.status !== 400 || field === undefined) return;
  const fits = fields
    ? [field, 'path', 'query'].some((one) => fields.some((name) => `${name}.`.startsWith(`${one}.`)))
    : text.includes(field) || /^(path|query): /.test(text);
  expect(fits, `${field}: ${answer.text}`).toBe(true);
}

async function expectUntouched(work: () => Promise<void>): Promise<void> {
  const before = await database.read();
  await work();
  expect(await database.read()).toEqual(before);
}

test('the document describes inputs', () => {
  expect(operations.length).toBeGreaterThan(20);
  expect(operations.flatMap(fieldsOf).length).toBeGreaterThan(50);
});

describe('every field of every operation', () => {
  test('that is wrong is named, and nothing is stored', async () => {
    for (const operation of operations) {
      for (const field of fieldsOf(operation)) {
        await expectUntouched(() =>
          fc.assert(
            fc.asyncProperty(badFor(field), async (value) => {
              const answer = await send(operation, withField(operation, field, value));
              const label = `${operation.method} ${operation.path} ${field.name}`;
              expect(answer.status, label).not.toBe(200);
              expectClear(answer, field.in === 'path' && answer.status === 404 ? undefined : field.name);
            }),
            { numRuns: RUNS },
          ),
        );
      }
    }
  });

  test('that is missing is named', async () => {
    for (const operation of operations) {
      for (const field of fieldsOf(operation).filter(
        ({ required, in: place }) => required && place === 'body',
      )) {
        await expectUntouched(async () => {
          const answer = await send(operation, withField(operation, field, undefined));
          expect([operation.path, answer.status]).toEqual([operation.path, 400]);
          expectClear(answer, field.name);
        });
      }
    }
  });

  test('that comes twice is refused', async () => {
    for (const operation of operations) {
      for (const { name, schema } of operation.parameters.filter((parameter) => parameter.in === 'query')) {
        const value = encodeURIComponent(String(goodValue(schema)));
        const answer = await send(operation, { query: { [name]: `${value}&${name}=${value}` } });
        expect([name, answer.status]).toEqual([name, 400]);
        expectClear(answer, name);
      }
    }
  });
});

/** Bodies of the Notesium API are JSON whatever they call themselves. */
const readsTypes = ({ path, body }: Operation): boolean => body !== undefined && !isNotesium(path);

describe('every body', () => {
  const RAW: [string, string | Buffer][] = [
    ['no JSON', '{'],
    ['two values', '{} {}'],
    ['a comment', '{} // x'],
    ['single quotes', "{'content':'x'}"],
    ['a number that is none', '{"content":NaN}'],
    ['UTF-16', Buffer.from('{"content":"x"}', 'utf16le')],
    ['Latin-1', Buffer.from('{"content":"\xe9"}', 'latin1')],
    ['an overlong slash', Buffer.from('7b22636f6e74656e74223a22c0af227d', 'hex')],
    ['a surrogate in UTF-8', Buffer.from('7b22636f6e74656e74223a22eda080227d', 'hex')],
    ['a cut character', Buffer.from('7b22636f6e74656e74223a22e282227d', 'hex')],
    ['null', 'null'],
    ['an array', '[]'],
    ['a text', '"content"'],
    ['a number', '1'],
    ['nothing but NUL', '\0'],
  ];

  test.each(RAW)('of %s is refused', async (_what, raw) => {
    await expectUntouched(async () => {
      for (const operation of operations.filter(({ body }) => body)) {
        const answer = await send(operation, {}, { body: undefined, raw });
        // Where nothing is required, null and nothing are the same.
        if (raw === 'null' && operation.body?.required === undefined) continue;
        expect([operation.path, answer.status]).toEqual([operation.path, 400]);
        expectClear(answer, undefined);
        expect(errorOf(answer).fields).not.toEqual([]);
      }
    });
  });

  test.each(['text/plain', 'application/xml', 'application/jsonx', 'x', 'application/x-www-form-urlencoded'])(
    'sent as %s is refused',
    async (type) => {
      await expectUntouched(async () => {
        for (const operation of operations.filter(readsTypes)) {
          const answer = await send(operation, {}, { headers: { 'content-type': type } });
          expect([operation.path, answer.status]).toEqual([operation.path, 415]);
        }
      });
    },
  );

  test('in another character set is refused', async () => {
    for (const operation of operations.filter(readsTypes)) {
      const answer = await send(
        operation,
        {},
        { headers: { 'content-type': 'application/json; charset=utf-16' } },
      );
      expect([answer.status, errorOf(answer).fields]).toEqual([400, ['Content-Type']]);
    }
  });
});

describe('headers', () => {
  test.each(['', ' ', 'a b', 'é', 'x'.repeat(256), 'a\tb'])(
    'the Idempotency-Key "%s" is refused',
    async (key) => {
      await expectUntouched(async () => {
        const answer = await instance.call('POST', '/api/v1/memos', {
          token: host.token,
          body: { content: 'x' },
          headers: { 'idempotency-key': key },
        });
        expect([answer.status, answer.json.error.details[0]?.field]).toEqual([400, 'Idempotency-Key']);
      });
    },
  );

  test('an If-Match that names no version changes nothing, on every write that takes one', async () => {
    await expectUntouched(async () => {
      for (const value of ['', 'x', '"', '""', 'W/"x"', '"x", "y"', ','.repeat(1000), '\xe9']) {
        for (const operation of operations.filter(
          ({ method }) => method === 'PATCH' || method === 'DELETE',
        )) {
          const answer = await send(operation, {}, { headers: { 'if-match': value } });
          expect(answer.status, `${operation.method} ${operation.path}`).toBeGreaterThanOrEqual(400);
          expectClear(answer, undefined);
        }
      }
    });
  });
});
