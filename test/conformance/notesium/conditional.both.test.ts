import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startNotesium, type Note, type Notesium } from '../../support/notesium.ts';

let server: Notesium;
let note: Note;
beforeAll(async () => {
  server = await startNotesium();
  note = await server.write('# first');
});
afterAll(() => server.stop());

const PATHS = [
  '/api/notes',
  '/api/notes?keyed=true',
  '/api/raw/list',
  '/api/raw/links',
  '/api/raw/lines',
  '/api/raw/stats',
];

describe.each(PATHS)('%s', (path) => {
  test('has an entity tag, and answers 304 to who has it', async () => {
    const { headers } = await server.ask('GET', path);
    const etag = String(headers['etag']);
    expect(etag).toMatch(/^"[^"]+"$/);
    const again = await server.ask('GET', path, { headers: { 'if-none-match': etag } });
    expect([again.status, again.text, again.headers['etag']]).toEqual([304, '', etag]);
  });

  test('has another one after a change, and for another reader', async () => {
    const before = (await server.ask('GET', path)).headers['etag'];
    await server.write('# another');
    const after = (await server.ask('GET', path)).headers['etag'];
    expect(after).not.toBe(before);
    const { token } = await server.account(`reader${PATHS.indexOf(path)}`, 'read');
    expect((await server.ask('GET', path, { token })).headers['etag']).not.toBe(after);
  });
});

test('each list and command has tags of its own', async () => {
  const paths = [...PATHS, '/api/raw/list?sort=alpha'];
  const tags = await Promise.all(paths.map(async (path) => (await server.ask('GET', path)).headers['etag']));
  expect(new Set(tags).size).toBe(paths.length);
});

test('the tag of a note changes with the note, and with the notes around it', async () => {
  const path = `/api/notes/${note.Filename}`;
  const before = String((await server.ask('GET', path)).headers['etag']);
  expect((await server.ask('GET', path, { headers: { 'if-none-match': before } })).status).toBe(304);
  await server.write(`# links\n\n[x](${note.Filename})`);
  expect((await server.ask('GET', path, { headers: { 'if-none-match': before } })).status).toBe(200);
});

describe('If-Match', () => {
  const write = (method: 'PATCH' | 'DELETE', { Filename, Mtime }: Note, etag: string) =>
    server.ask(method, `/api/notes/${Filename}`, {
      body: { Content: '# changed', LastMtime: Mtime },
      headers: { 'if-match': etag },
    });

  test.each(['PATCH', 'DELETE'] as const)(
    'lets a %s through for the present version only',
    async (method) => {
      const fresh = await server.write('# fresh');
      const etag = String((await server.ask('GET', `/api/notes/${fresh.Filename}`)).headers['etag']);
      const { status, json } = await write(method, fresh, '"another"');
      expect([status, json.Code]).toEqual([412, 412]);
      expect(await server.read(fresh.Filename)).toEqual(fresh);
      expect((await write(method, fresh, etag)).status).toBe(200);
    },
  );

  test('never holds for what is about to be made', async () => {
    const body = { Content: '# x', Ctime: '2022-01-01T00:00:00Z' };
    expect((await server.ask('POST', '/api/notes', { body, headers: { 'if-match': '"x"' } })).status).toBe(
      412,
    );
    expect((await server.ask('POST', '/api/notes', { body, headers: { 'if-match': '*' } })).status).toBe(200);
  });
});
