import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openDatabaseDump, type DatabaseDump } from '../support/database-dump.ts';
import { download, formOf, upload, uploaded } from '../support/files.ts';
import { startInstance, type Account, type Answer, type Instance } from '../support/instance.ts';

const RUNS = 200;
const folder = mkdtempSync(join(tmpdir(), 'commonplace-forms-'));

let instance: Instance;
let database: DatabaseDump;
let ada: Account;
let bob: Account;

beforeAll(async () => {
  instance = await startInstance({ blobs: { folder }, maxUploadBytes: 100_000 });
  ada = await instance.account('ada');
  bob = await instance.account('bob');
  for (const visibility of ['PRIVATE', 'PUBLIC'])
    await instance.call('POST', '/api/v1/memos', { token: bob.token, body: { content: 'x', visibility } });
  database = await openDatabaseDump(instance.databaseUrl);
});

afterAll(async () => {
  await database.close();
  await instance.stop();
  rmSync(folder, { recursive: true, force: true });
});

afterEach(expectNoFailure);

function expectNoFailure(): void {
  expect(instance.log.filter((line) => JSON.parse(line).level >= 50)).toEqual([]);
}

async function stored(): Promise<unknown> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  return [files.toSorted(), await database.read()];
}

/** What is refused is refused clearly, and leaves neither rows nor bytes. @returns the fields that it names */
async function clear(send: () => Promise<Answer>): Promise<{ status: number; fields: string[] }> {
  const before = await stored();
  const { status, json, text } = await send();
  expect(status, text).toBeLessThan(500);
  if (status === 200) return { status, fields: [] };
  const { error } = json;
  expect(Object.keys(error).toSorted()).toEqual(['code', 'details', 'message']);
  if (status === 400) expect(error.details.length, text).toBeGreaterThan(0);
  expect(await stored()).toEqual(before);
  return { status, fields: error.details.map(({ field }: { field: string }) => field) };
}

const BOUNDARY = 'xyz';

interface Part {
  head: string[];
  content: string | Buffer;
}

const disposition = (rest: string): string => `Content-Disposition: form-data; ${rest}`;

function sendParts(parts: readonly Part[], end = `--${BOUNDARY}--\r\n`): Promise<Answer> {
  const pieces = parts.flatMap(({ head, content }) => [
    Buffer.from(`--${BOUNDARY}\r\n${head.join('\r\n')}\r\n\r\n`, 'latin1'),
    Buffer.from(content as string),
    Buffer.from('\r\n'),
  ]);
  return sendRaw(Buffer.concat([...pieces, Buffer.from(end)]), `multipart/form-data; boundary=${BOUNDARY}`);
}

function sendRaw(raw: Buffer, type: string): Promise<Answer> {
  return instance.call('POST', '/api/v1/resources', {
    token: ada.token,
    raw,
    headers: { 'content-type': type },
  });
}

const FILE: Part = { head: [disposition('name="file"; filename="a.txt"')], content: 'bytes' };
const field = (name: string, content: string): Part => ({ head: [disposition(`name="${name}"`)], content });

describe('a form is refused, and what is wrong with it named:', () => {
  const memo = (value: string) => [FILE, field('memo', value)];
  test.each<[string, Part[], number, string]>([
    ['no part at all', [], 400, 'file'],
    ['no file', [field('memo', 'memos/1')], 400, 'file'],
    ['a file under another name', [{ ...FILE, head: [disposition('name="x"; filename="a"')] }], 400, 'x'],
    ['a file without a name of its field', [{ ...FILE, head: [disposition('filename="a"')] }], 400, 'body'],
    [
      'a file in a field named nothing',
      [{ ...FILE, head: [disposition('name=""; filename="a"')] }],
      400,
      'body',
    ],
    ['bytes of no field', [{ ...FILE, head: ['Content-Type: application/octet-stream'] }], 400, 'file'],
    ['a text in place of the file', [field('file', 'bytes')], 400, 'file'],
    ['a memo that is no name', memo('x'), 400, 'memo'],
    ['a memo with NUL', memo('memos/1\0'), 400, 'memo'],
    ['a memo of another kind', memo('users/1'), 400, 'memo'],
    ['a memo beyond numbers', memo(`memos/${'9'.repeat(30)}`), 400, 'memo'],
    ['a memo that is too long', memo('9'.repeat(5000)), 400, 'memo'],
    ['a memo that there is not', memo('memos/999999'), 400, 'memo'],
    ["another's private memo", memo('memos/1'), 400, 'memo'],
    ['a file that is too large', [{ ...FILE, content: Buffer.alloc(100_001) }], 413, 'file'],
    ['two files', [FILE, FILE], 400, 'body'],
    ['too many fields', [FILE, ...Array.from({ length: 12 }, (_, n) => field(`f${n}`, ''))], 400, 'body'],
  ])('%s', async (_what, parts, status, name) => {
    expect(await clear(() => sendParts(parts))).toEqual({ status, fields: [name] });
  });

  test("another's public memo", async () => {
    const { status } = await clear(() => sendParts(memo('memos/2')));
    expect(status).toBe(403);
  });

  test('no body and no type', async () => {
    const call = () => instance.call('POST', '/api/v1/resources', { token: ada.token });
    expect(await clear(call)).toEqual({ status: 400, fields: ['file'] });
  });
});

test('no parts of a form make the server fail', async () => {
  const word = fc.oneof(
    fc.constantFrom('file', 'memo', '', '__proto__', 'constructor', 'file[]', 'x'.repeat(200)),
    fc.string({ unit: 'binary', maxLength: 20 }),
  );
  const quoted = word.map((text) => text.replace(/["\r\n]/g, '_'));
  const part = fc
    .record({
      name: quoted,
      filename: fc.option(quoted),
      type: fc.option(fc.oneof(fc.constantFrom('image/png', 'text/plain', 'x', '/'), quoted)),
      more: fc.option(
        fc.constantFrom('Content-Transfer-Encoding: base64', 'X', ': x', `X: ${'y'.repeat(9000)}`),
      ),
      content: fc.oneof(
        fc.constantFrom('memos/1', '', `--${BOUNDARY}`, `\r\n--${BOUNDARY}\r\n`),
        fc.string({ unit: 'binary', maxLength: 100 }),
      ),
    })
    .map(({ name, filename, type, more, content }): Part => {
      const file = filename === null ? '' : `; filename="${filename}"`;
      const head = [disposition(`name="${name}"${file}`)];
      if (type !== null) head.push(`Content-Type: ${type}`);
      if (more !== null) head.push(more);
      return { head, content };
    });
  const ends = fc.constantFrom(`--${BOUNDARY}--\r\n`, `--${BOUNDARY}--`, `--${BOUNDARY}`, '', '\r\n', 'x');
  await fc.assert(
    fc.asyncProperty(fc.array(part, { maxLength: 4 }), ends, async (parts, end) => {
      await clear(() => sendParts(parts, end));
    }),
    { numRuns: RUNS },
  );
});

test('no damage to a form makes the server fail', async () => {
  const { raw, contentType } = formOf({ content: 'x'.repeat(200), fields: { memo: '' } });
  const place = fc.nat({ max: raw.length - 1 });
  await fc.assert(
    fc.asyncProperty(place, place, fc.uint8Array({ maxLength: 8 }), async (from, to, bytes) => {
      const damaged = Buffer.concat([raw.subarray(0, from), bytes, raw.subarray(Math.max(from, to))]);
      await clear(() => sendRaw(damaged, contentType));
    }),
    { numRuns: RUNS },
  );
});

test('no type of a form makes the server fail', async () => {
  const { raw } = formOf({});
  const ascii = fc.string({ maxLength: 80 }).map((text) => text.trim());
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        ascii,
        ascii.map((text) => `; boundary=${text}`),
        ascii.map((text) => `;boundary="${text}"`),
      ),
      async (rest) => void (await clear(() => sendRaw(raw, `multipart/form-data${rest}`))),
    ),
    { numRuns: RUNS },
  );
});

test('no JSON upload makes the server fail, and its wrong field is named', async () => {
  const body = fc.record(
    {
      filename: fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.jsonValue({ maxDepth: 1 })),
      type: fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.jsonValue({ maxDepth: 1 })),
      content: fc.oneof(fc.base64String({ maxLength: 40 }), fc.string(), fc.jsonValue({ maxDepth: 1 })),
      memo: fc.oneof(fc.constantFrom('', 'memos/1', '1', 'memos/x'), fc.jsonValue({ maxDepth: 1 })),
    },
    { requiredKeys: [] },
  );
  await fc.assert(
    fc.asyncProperty(body, async (input) => {
      const { fields } = await clear(() =>
        instance.call('POST', '/api/v1/resources', { token: ada.token, body: input }),
      );
      for (const name of fields) expect(['filename', 'type', 'content', 'memo']).toContain(name);
    }),
    { numRuns: RUNS },
  );
});

describe('a download', () => {
  const SIZE = 1000;
  const content = Buffer.from(Array.from({ length: SIZE }, (_, index) => index % 256));

  test('has no header that makes the server fail, and sends no wrong bytes', async () => {
    const { name } = await uploaded(instance, ada, { content });
    const number = fc.oneof(fc.integer({ min: 0, max: SIZE + 5 }), fc.maxSafeInteger(), fc.constant(''));
    const range = fc.oneof(
      fc.tuple(number, number).map(([from, to]) => `bytes=${from}-${to}`),
      fc
        .array(fc.tuple(number, number), { maxLength: 5 })
        .map((all) => `bytes=${all.map((one) => one.join('-')).join(',')}`),
      fc.string({ maxLength: 30 }),
    );
    const tag = fc.oneof(
      fc.constantFrom('*', '""', 'W/"x"', new Date(0).toUTCString()),
      fc.string({ maxLength: 20 }),
    );
    const headers = fc.record(
      { range, 'if-range': tag, 'if-none-match': tag, 'if-modified-since': tag },
      { requiredKeys: ['range'] },
    );
    await fc.assert(
      fc.asyncProperty(headers, async (given) => {
        const {
          status,
          headers: got,
          bytes,
        } = await download(instance, ada, `/api/v1/${name}`, { headers: given });
        expect([200, 206, 304, 416]).toContain(status);
        if (status === 200) expect(bytes.equals(content)).toBe(true);
        if (status !== 206) return;
        const [, from, to] = /^bytes (\d+)-(\d+)\/1000$/.exec(String(got['content-range'])) ?? [];
        expect(bytes.equals(content.subarray(Number(from), Number(to) + 1))).toBe(true);
      }),
      { numRuns: RUNS },
    );
  });

  test('of a thumbnail of what is no picture names `thumbnail`, and nothing is stored', async () => {
    const pictures = fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 100 }),
      fc
        .uint8Array({ maxLength: 60 })
        .map((rest) => Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), rest])),
      fc.uint8Array({ maxLength: 60 }).map((rest) => Buffer.concat([Buffer.from('GIF89a'), rest])),
      fc.string().map((text) => Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg">${text}`)),
    );
    await fc.assert(
      fc.asyncProperty(pictures, async (bytes) => {
        const made = await upload(instance, ada, { content: Buffer.from(bytes), type: 'image/png' });
        const path = `/api/v1/${made.json.name}?thumbnail=true`;
        const { status, fields } = await clear(() => instance.call('GET', path, { token: ada.token }));
        expect([status, fields]).toEqual([400, ['thumbnail']]);
      }),
      { numRuns: RUNS / 4 },
    );
  });
});
