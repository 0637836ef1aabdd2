import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startNotesium, type Notesium } from '../../support/notesium.ts';

let server: Notesium;
beforeAll(async () => void (server = await startNotesium()));
afterAll(() => server.stop());

const post = (body: unknown, path = '/api/notes/') => server.ask('POST', path, { body });

test('the answer is the note, in the file of its second', async () => {
  const { status, json } = await post({
    Content: '# new note\n\nthis is a new note\n',
    Ctime: '2023-11-30T14:20:00+02:00',
  });
  expect(status).toBe(200);
  expect(json).toMatchObject({
    Filename: '65687df0.md',
    Title: 'new note',
    Content: '# new note\n\nthis is a new note\n',
  });
  expect(Date.parse(json.Ctime)).toBe(Date.parse('2023-11-30T12:20:00Z'));
  expect(await server.read('65687df0.md')).toEqual(json);
});

test.each(['/api/notes', '/api/notes/'])('works at %s', async (path) => {
  const Ctime = path.endsWith('/') ? '2023-12-01T00:00:00Z' : '2023-12-02T00:00:00Z';
  expect((await post({ Content: '# x', Ctime }, path)).status).toBe(200);
});

test('it is a private memo as well', async () => {
  const { Filename } = await server.write('# both');
  const { json } = await server.call('GET', '/api/v1/memos?limit=100', { token: server.ada.token });
  const memo = json.data.find(({ filename }: { filename: string }) => filename === Filename);
  expect(memo).toMatchObject({ content: '# both', visibility: 'PRIVATE' });
});

test('the body is JSON, whatever the Content-Type says', async () => {
  for (const [index, type] of ['application/x-www-form-urlencoded', 'text/plain', 'nonsense', ''].entries()) {
    const raw = JSON.stringify({ Content: '# form', Ctime: `2023-10-0${index + 1}T00:00:00Z` });
    const { status } = await server.ask('POST', '/api/notes/', { raw, headers: { 'content-type': type } });
    expect([type, status]).toEqual([type, 200]);
  }
});

test('names of fields are read in any case, as Go does', async () => {
  const { status } = await post({ content: '# lower', ctime: '2023-09-01T00:00:00Z' });
  expect(status).toBe(200);
});

test('unknown fields are ignored', async () => {
  const { status } = await post({ Content: '# x', Ctime: '2023-09-02T00:00:00Z', Filename: 'aaaaaaaa.md' });
  expect(status).toBe(200);
  expect((await server.ask('GET', '/api/notes/aaaaaaaa.md')).status).toBe(404);
});

test('without content the note is empty', async () => {
  expect((await post({ Ctime: '2023-09-03T00:00:00Z' })).json).toMatchObject({
    Title: 'untitled',
    Content: '',
  });
});

test('a second note in the same second is refused, and the first stays as it was', async () => {
  const first = await server.write('# first', '2023-08-01T10:00:00Z');
  const { status, json } = await post({ Content: '# second', Ctime: '2023-08-01T12:00:00.5+02:00' });
  expect({ status, json }).toEqual({ status: 409, json: { Error: 'File already exists', Code: 409 } });
  expect(await server.read(first.Filename)).toEqual(first);
});

test('of several at once in one second, one is written', async () => {
  const body = { Content: '# race', Ctime: '2023-08-02T10:00:00Z' };
  const answers = await Promise.all(Array.from({ length: 5 }, () => post(body)));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409, 409]);
});

test('a second that a memo has is taken', async () => {
  server.time.now = Date.parse('2025-08-20T10:00:00Z');
  await server.call('POST', '/api/v1/memos', { token: server.ada.token, body: { content: 'A memo' } });
  expect((await post({ Content: '# x', Ctime: '2025-08-20T10:00:00Z' })).status).toBe(409);
});

test('a second that somebody else has is free', async () => {
  const { token } = await server.account('fay', 'write');
  const body = { Content: '# fay', Ctime: '2023-07-01T00:00:00Z' };
  expect((await server.ask('POST', '/api/notes', { token, body })).status).toBe(200);
  expect((await post({ ...body, Content: '# ada' })).json.Title).toBe('ada');
});

test('the second of a deleted note is free again, and the note comes back private, with what it held kept', async () => {
  const { Filename, Mtime } = await server.write('# old', '2023-07-02T00:00:00Z');
  const page = await server.call('GET', '/api/v1/memos?limit=100', { token: server.ada.token });
  const { id } = page.json.data.find((memo: { filename: string }) => memo.filename === Filename);
  const body = { visibility: 'PUBLIC' };
  await server.call('PATCH', `/api/v1/memos/${id}`, { token: server.ada.token, body });
  await server.ask('DELETE', `/api/notes/${Filename}`, { body: { LastMtime: Mtime } });
  const { json, status } = await post({ Content: '# new', Ctime: '2023-07-02T00:00:00Z' });
  expect([status, json.Filename, json.Title]).toEqual([200, Filename, 'new']);
  const memo = (await server.call('GET', `/api/v1/memos/${id}`, { token: server.ada.token })).json;
  expect(memo).toMatchObject({ content: '# new', visibility: 'PRIVATE', rowStatus: 'NORMAL' });
});

describe('is refused', () => {
  test.each([
    ['without Ctime', { Content: '# x' }, 'Ctime field is required'],
    [
      'with the zero time of Go',
      { Content: '# x', Ctime: '0001-01-01T00:00:00Z' },
      'Ctime field is required',
    ],
    ['with an empty body', undefined, 'Ctime field is required'],
    ['with a date alone', { Content: '# x', Ctime: '2023-11-30' }, expect.stringMatching(/^Ctime: /)],
    ['with a Ctime that is a number', { Content: '# x', Ctime: 5 }, 'Ctime: Must be a string'],
    ['before 1970', { Content: '# x', Ctime: '1969-01-01T00:00:00Z' }, expect.stringMatching(/^Ctime: /)],
    [
      'with content that is no text',
      { Content: {}, Ctime: '2023-11-01T00:00:00Z' },
      'Content: Must be a string',
    ],
    ['with NUL', { Content: '\0', Ctime: '2023-11-01T00:00:00Z' }, expect.stringMatching(/^Content: /)],
  ])('%s', async (_what, body, message) => {
    const before = await server.list();
    const { status, json } = await post(body);
    expect({ status, json }).toEqual({ status: 400, json: { Error: message, Code: 400 } });
    expect(await server.list()).toEqual(before);
  });

  test('with a file name in the path', async () => {
    const { status, json } = await post(
      { Content: '# x', Ctime: '2023-11-01T00:00:00Z' },
      '/api/notes/aaaaaaaa.md',
    );
    expect({ status, json }).toEqual({
      status: 400,
      json: { Error: 'Filename should not be specified', Code: 400 },
    });
  });

  test('when it is too large', async () => {
    const { status, json } = await post({
      Content: 'x'.repeat(1024 * 1024 + 1),
      Ctime: '2023-11-01T00:00:00Z',
    });
    expect([status, json.Code]).toEqual([413, 413]);
  });

  test('when the body is not JSON', async () => {
    for (const raw of ['{', 'Content=x', '[]', Buffer.from('{"Content":"\xe9"}', 'latin1')]) {
      const { status, json } = await server.ask('POST', '/api/notes/', { raw });
      expect([status, json.Code]).toEqual([400, 400]);
    }
  });
});
