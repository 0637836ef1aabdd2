import { afterAll, beforeAll, expect, test } from 'vitest';
import { CORPUS, startNotesium, writeCorpus, type Notesium } from '../../support/notesium.ts';

let server: Notesium;

beforeAll(async () => {
  server = await startNotesium();
  await writeCorpus(server);
});
afterAll(() => server.stop());

test('the list is an array of all notes by file name, without content and path', async () => {
  const notes = await server.list();
  expect(notes.map(({ Filename }) => Filename)).toEqual(Object.keys(CORPUS).toSorted());
  for (const note of notes) {
    const { Path: _, Content: __, ...listed } = await server.read(note.Filename);
    expect(note).toEqual(listed);
  }
});

test('of who has no notes, it is an empty array', async () => {
  const { token } = await server.account('bea', 'write');
  const { text } = await server.ask('GET', '/api/notes', { token });
  expect(text).toBe('[]');
});

test('with keyed=true it is an object by file name', async () => {
  const { json } = await server.ask('GET', '/api/notes?keyed=true');
  expect(Object.keys(json)).toEqual((await server.list()).map(({ Filename }) => Filename));
  expect(json['642146c7.md']).toEqual((await server.list()).find((note) => note.Title === 'physicist'));
});

test('a server with --keyed answers the object unless asked otherwise', async () => {
  const keyed = await startNotesium({ keyed: true });
  await keyed.write('# one');
  expect((await keyed.ask('GET', '/api/notes')).text).toMatch(/^\{"[0-9a-f]{8}\.md":\{/);
  expect((await keyed.ask('GET', '/api/notes?keyed=false')).text).toMatch(/^\[/);
  await keyed.stop();
});

test('a slash at the end makes no difference', async () => {
  expect((await server.ask('GET', '/api/notes/')).json).toEqual(await server.list());
});

test('every change is in the next list', async () => {
  const before = (await server.list()).length;
  const { Filename, Mtime } = await server.write('# first');
  expect(await server.list()).toHaveLength(before + 1);
  await server.patch(Filename, { Content: '# second', LastMtime: Mtime });
  expect((await server.list()).find((note) => note.Filename === Filename)?.Title).toBe('second');
  const { Mtime: LastMtime } = await server.read(Filename);
  await server.ask('DELETE', `/api/notes/${Filename}`, { body: { LastMtime } });
  expect(await server.list()).toHaveLength(before);
});

test('archived notes are files too, those in the trash are not', async () => {
  const { token } = await server.account('cleo', 'write');
  const memo = async (rowStatus: string) => {
    const { json } = await server.call('POST', '/api/v1/memos', {
      token,
      body: { content: `# ${rowStatus}` },
    });
    await server.call('PATCH', `/api/v1/memos/${json.id}`, { token, body: { rowStatus } });
    return json;
  };
  await memo('NORMAL');
  await memo('ARCHIVED');
  const trashed = await memo('TRASHED');
  const { json } = await server.ask('GET', '/api/notes', { token });
  expect(json.map((note: { Title: string }) => note.Title).toSorted()).toEqual(['ARCHIVED', 'NORMAL']);
  expect((await server.ask('GET', `/api/notes/${trashed.filename}`, { token })).status).toBe(404);
});

test('a link to what is in the trash dangles', async () => {
  const { token } = await server.account('dan', 'write');
  const post = async (Content: string, Ctime: string) =>
    (await server.ask('POST', '/api/notes', { token, body: { Content, Ctime } })).json;
  const target = await post('# target', '2024-01-01T00:00:00Z');
  const source = await post(`# source\n[x](${target.Filename})`, '2024-01-01T00:00:01Z');
  const page = await server.call('GET', '/api/v1/memos', { token });
  const { id } = page.json.data.find((memo: { filename: string }) => memo.filename === target.Filename);
  await server.call('DELETE', `/api/v1/memos/${id}`, { token });
  const linked = (await server.ask('GET', `/api/notes/${source.Filename}`, { token })).json;
  expect(linked.OutgoingLinks).toEqual([{ Filename: target.Filename, Title: '', LineNumber: 2 }]);
  const { json: list } = await server.ask('GET', '/api/notes', { token });
  expect(list[0].OutgoingLinks[0].Title).toBe('');
});

test("others' notes are in no list, whatever their visibility, and no link leads to them", async () => {
  const { token } = await server.account('eve', 'write');
  const body = { content: '# of eve', visibility: 'PUBLIC' };
  const { filename } = (await server.call('POST', '/api/v1/memos', { token, body })).json;
  expect((await server.list()).map(({ Title }) => Title)).not.toContain('of eve');
  expect((await server.ask('GET', `/api/notes/${filename}`)).status).toBe(404);
  const { OutgoingLinks } = await server.write(`# mine\n[hers](${filename})`);
  expect(OutgoingLinks).toEqual([{ Filename: filename, Title: '', LineNumber: 2 }]);
  expect(await server.raw('lines')).not.toContain('of eve');
  expect(await server.raw('list')).not.toContain('of eve');
});
