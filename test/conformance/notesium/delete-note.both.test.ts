import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startNotesium, type Notesium } from '../../support/notesium.ts';

let server: Notesium;
beforeAll(async () => void (server = await startNotesium()));
afterAll(() => server.stop());

const remove = (filename: string, body: unknown) => server.ask('DELETE', `/api/notes/${filename}`, { body });

test('the answer names the file, which is not there any more', async () => {
  const { Filename, Mtime } = await server.write('# gone');
  const { status, json } = await remove(Filename, { LastMtime: Mtime });
  expect({ status, json }).toEqual({ status: 200, json: { Filename, Deleted: true } });
  const { status: after, json: error } = await server.ask('GET', `/api/notes/${Filename}`);
  expect({ after, error }).toEqual({ after: 404, error: { Error: 'Note not found', Code: 404 } });
  expect((await remove(Filename, { LastMtime: Mtime })).status).toBe(404);
});

test('the note is in the trash, and can be restored', async () => {
  const note = await server.write('# kept');
  await remove(note.Filename, { LastMtime: note.Mtime });
  const { token } = server.ada;
  const trash = await server.call('GET', '/api/v1/memos?rowStatus=TRASHED', { token });
  const { id } = trash.json.data.find((memo: { filename: string }) => memo.filename === note.Filename);
  await server.call('PATCH', `/api/v1/memos/${id}`, { token, body: { rowStatus: 'NORMAL' } });
  expect(await server.read(note.Filename)).toEqual(note);
});

test('incoming links of the notes that it linked to are gone', async () => {
  const target = await server.write('# target');
  const source = await server.write(`# source\n\n[x](${target.Filename})`);
  await remove(source.Filename, { LastMtime: source.Mtime });
  expect((await server.read(target.Filename)).IncomingLinks).toEqual([]);
});

test('a note with incoming links is refused', async () => {
  const target = await server.write('# target');
  await server.write(`# source\n\n[x](${target.Filename})`);
  const { status, json } = await remove(target.Filename, { LastMtime: target.Mtime });
  expect({ status, json }).toEqual({
    status: 409,
    json: { Error: 'Refusing to delete. Note has IncomingLinks.', Code: 409 },
  });
  expect((await server.read(target.Filename)).Title).toBe('target');
});

test('a note that was changed since is refused', async () => {
  const { Filename, Mtime } = await server.write('# x');
  await server.patch(Filename, { Content: '# y', LastMtime: Mtime });
  const { status, json } = await remove(Filename, { LastMtime: Mtime.replace(/(\.\d+)?Z$/, '.0Z') });
  expect({ status, json }).toEqual({
    status: 409,
    json: { Error: 'Refusing to delete. File changed on disk.', Code: 409 },
  });
});

describe('is refused', () => {
  test.each([
    [{}, 'LastMtime field is required'],
    [undefined, 'LastMtime field is required'],
    [{ LastMtime: '0001-01-01T00:00:00Z' }, 'LastMtime field is required'],
    [{ LastMtime: '2023-01-16' }, expect.stringMatching(/^LastMtime: /)],
  ])('with %j', async (body, message) => {
    const { Filename } = await server.write('# x');
    const { status, json } = await remove(Filename, body);
    expect({ status, json }).toEqual({ status: 400, json: { Error: message, Code: 400 } });
    expect((await server.read(Filename)).Title).toBe('x');
  });

  test('for a note that is not there', async () => {
    const { status, json } = await remove('aaaaaaaa.md', { LastMtime: '2023-01-16T05:05:00+02:00' });
    expect({ status, json }).toEqual({ status: 404, json: { Error: 'Note not found', Code: 404 } });
  });
});
