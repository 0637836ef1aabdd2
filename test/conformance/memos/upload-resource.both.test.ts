import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { download, formOf, upload, uploaded } from '../../support/files.ts';
import type { Account } from '../../support/instance.ts';
import { fieldsOf, startMemos, type Memos } from '../../support/memos.ts';

let server: Memos;
let ada: Account;
let bob: Account;

beforeAll(async () => {
  server = await startMemos({ maxUploadBytes: 1000 });
  ada = await server.account('ada');
  bob = await server.account('bob');
});
afterAll(() => server.stop());

const count = async () =>
  (await server.call('GET', '/api/v1/resources?limit=100', { token: ada.token })).json.data.length;

describe('POST /api/v1/resources', () => {
  test('takes a form with the file in the field "file", and answers the fields of the reference, no more', async () => {
    const answer = await upload(server, ada, {
      filename: 'screenshot.png',
      type: 'image/png',
      content: 'png',
    });
    expect(answer.status).toBe(200);
    expect(answer.json).toEqual({
      id: expect.any(Number),
      name: `resources/${answer.json.id}`,
      uid: expect.stringMatching(/^[0-9a-f]{8}$/),
      createTime: '2025-08-19T10:00:00Z',
      filename: 'screenshot.png',
      type: 'image/png',
      size: 3,
      linkedMemos: [],
    });
  });

  test('the bytes come back as they were', async () => {
    const content = Buffer.from(Array.from({ length: 999 }, (_, index) => index % 256));
    const { name } = await uploaded(server, ada, {
      content,
      filename: 'bytes.bin',
      type: 'application/x-thing',
    });
    expect((await download(server, ada, `/api/v1/${name}`)).bytes).toEqual(content);
  });

  test('takes JSON with the content in Base64, as older clients send it', async () => {
    const body = { filename: 'a.txt', type: 'text/plain', content: Buffer.from('hello').toString('base64') };
    const { status, json } = await server.call('POST', '/api/v1/resources', { token: ada.token, body });
    expect([status, json.filename, json.type, json.size]).toEqual([200, 'a.txt', 'text/plain', 5]);
    expect((await download(server, ada, `/api/v1/${json.name}`)).text).toBe('hello');
  });

  test('takes an empty file', async () => {
    const { name, size } = await uploaded(server, ada, { content: '' });
    expect(size).toBe(0);
    expect((await download(server, ada, `/api/v1/${name}`)).bytes).toHaveLength(0);
  });

  test('two files of one name do not collide', async () => {
    const [one, two] = [
      await uploaded(server, ada, { content: '1' }),
      await uploaded(server, ada, { content: '2' }),
    ];
    expect(one.filename).toBe(two.filename);
    expect((await download(server, ada, `/api/v1/${one.name}`)).text).toBe('1');
    expect((await download(server, ada, `/api/v1/${two.name}`)).text).toBe('2');
  });

  test.each([
    ['as declared', 'notes.txt', 'text/markdown; charset=utf-8', 'text/markdown'],
    ['by the name, where nothing is declared', 'photo.JPG', '', 'image/jpeg'],
    ['by the name, where "bytes" is declared', 'a.pdf', 'application/octet-stream', 'application/pdf'],
    ['bytes, where neither says anything', 'thing', 'application/octet-stream', 'application/octet-stream'],
    ['bytes, where the type is none', 'thing', 'nonsense', 'application/octet-stream'],
  ])('the type is %s', async (_name, filename, type, expected) => {
    expect((await uploaded(server, ada, { filename, type })).type).toBe(expected);
  });

  test('a file name in UTF-8 is kept', async () => {
    expect((await uploaded(server, ada, { filename: 'Überblick 東京.txt' })).filename).toBe(
      'Überblick 東京.txt',
    );
  });
});

describe('the field "memo"', () => {
  test.each(['before', 'after'])('gives the file to a memo (%s the file)', async (where) => {
    const memo = await server.write(ada, 'with a file');
    const form = formOf({ content: 'x', fields: { memo: memo.name } });
    const swapped = where === 'after' ? swapParts(form.raw) : form.raw;
    const answer = await server.call('POST', '/api/v1/resources', {
      token: ada.token,
      raw: swapped,
      headers: { 'content-type': form.contentType },
    });
    expect(answer.json.linkedMemos).toEqual([memo.name]);
    const shown = (await server.call('GET', `/api/v1/${memo.name}`, { token: ada.token })).json;
    expect(shown.resources).toEqual([answer.json]);
  });

  test.each([
    ['of an unknown memo', () => 'memos/999999'],
    ['that is no name', () => '../1'],
  ])('%s: 400 that names memo, and nothing is stored', async (_name, memo) => {
    const before = await count();
    const answer = await upload(server, ada, { fields: { memo: memo() } });
    expect([answer.status, fieldsOf(answer)]).toEqual([400, ['memo']]);
    expect(await count()).toBe(before);
  });

  test("of somebody else's memo: 403 where it is seen, 400 where it is not", async () => {
    const seen = await server.write(bob, 'seen', { visibility: 'PUBLIC' });
    const hidden = await server.write(bob, 'hidden');
    expect((await upload(server, ada, { fields: { memo: seen.name } })).status).toBe(403);
    expect((await upload(server, ada, { fields: { memo: hidden.name } })).status).toBe(400);
  });
});

describe('what is refused leaves nothing behind', () => {
  const refused = async (answer: ReturnType<typeof upload>) => {
    const before = await count();
    const { status, json } = await answer;
    expect(await count()).toBe(before);
    return [status, json.error.code, json.error.details[0]?.field];
  };

  test('a file of the limit is taken, one byte more is a 413', async () => {
    expect((await upload(server, ada, { content: 'a'.repeat(1000) })).status).toBe(200);
    expect(await refused(upload(server, ada, { content: 'a'.repeat(1001) }))).toEqual([
      413,
      'PAYLOAD_TOO_LARGE',
      'file',
    ]);
  });

  test('a form without a file', async () => {
    const { contentType } = formOf({});
    const boundary = contentType.split('boundary=')[1];
    const call = { token: ada.token, headers: { 'content-type': contentType } };
    const field = `--${boundary}\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n--${boundary}--\r\n`;
    for (const raw of [field, field.replace('"a"', '"file"')]) {
      expect(await refused(server.call('POST', '/api/v1/resources', { ...call, raw }))).toEqual([
        400,
        'INVALID_ARGUMENT',
        'file',
      ]);
    }
  });

  test('a form that ends in the middle', async () => {
    const { raw, contentType } = formOf({ content: 'a'.repeat(500) });
    const call = { token: ada.token, headers: { 'content-type': contentType } };
    for (const end of [0, 10, 100, 300, raw.length - 10]) {
      const answer = server.call('POST', '/api/v1/resources', { ...call, raw: raw.subarray(0, end) });
      expect((await refused(answer)).slice(0, 2)).toEqual([400, 'INVALID_ARGUMENT']);
    }
  });

  test('a form without a boundary', async () => {
    const { raw } = formOf({});
    const call = { token: ada.token, raw, headers: { 'content-type': 'multipart/form-data' } };
    expect((await refused(server.call('POST', '/api/v1/resources', call)))[0]).toBe(400);
  });

  test.each([
    ['no content', { filename: 'a' }, 'content'],
    ['no file name', { content: '' }, 'filename'],
    ['a content that is not Base64', { filename: 'a', content: 'ä%' }, 'content'],
    ['a type that is no text', { filename: 'a', content: '', type: 1 }, 'type'],
  ])('JSON with %s', async (_name, body, field) => {
    expect(await refused(server.call('POST', '/api/v1/resources', { token: ada.token, body }))).toEqual([
      400,
      'INVALID_ARGUMENT',
      field,
    ]);
  });

  test('another type of body: 415', async () => {
    const call = { token: ada.token, raw: 'x', headers: { 'content-type': 'text/plain' } };
    expect((await refused(server.call('POST', '/api/v1/resources', call)))[0]).toBe(415);
  });

  test('without credentials: 401; with a token that may only read: 403', async () => {
    const reader = await server.account('reader', 'read');
    expect((await upload(server, null)).status).toBe(401);
    expect((await upload(server, reader)).status).toBe(403);
  });
});

describe('Idempotency-Key', () => {
  test('the same key and file answer the first result again', async () => {
    const options = { headers: { 'idempotency-key': 'k1' } };
    const first = await upload(server, ada, { content: 'same' }, options);
    const before = await count();
    const second = await upload(server, ada, { content: 'same' }, options);
    expect([second.status, second.json]).toEqual([200, first.json]);
    expect(await count()).toBe(before);
  });

  test('the same key with another file: 409', async () => {
    const options = { headers: { 'idempotency-key': 'k2' } };
    await upload(server, ada, { content: 'one' }, options);
    expect((await upload(server, ada, { content: 'two' }, options)).status).toBe(409);
  });
});

/** Puts the first part of a form of two behind the other. */
function swapParts(raw: Buffer): Buffer {
  const text = raw.toString('latin1');
  const boundary = text.slice(0, text.indexOf('\r\n'));
  const [one, two] = text.split(`${boundary}\r\n`).slice(1);
  const second = (two ?? '').replace(`${boundary}--\r\n`, '');
  return Buffer.from(`${boundary}\r\n${second}${boundary}\r\n${one}${boundary}--\r\n`, 'latin1');
}
