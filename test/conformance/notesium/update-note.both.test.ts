import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startNotesium, type Notesium } from '../../support/notesium.ts';

let server: Notesium;
beforeAll(async () => void (server = await startNotesium()));
afterAll(() => server.stop());

const CHANGED = { Error: 'Refusing to overwrite. File changed on disk.', Code: 409 };

test('the answer is the changed note', async () => {
  const { Filename, Mtime, Ctime } = await server.write('# richard feynman');
  server.time.now += 60_000;
  const { status, json } = await server.patch(Filename, {
    Content: '# mr. richard feynman',
    LastMtime: Mtime,
  });
  expect(status).toBe(200);
  expect(json).toMatchObject({
    Filename,
    Ctime,
    Title: 'mr. richard feynman',
    Content: '# mr. richard feynman',
  });
  expect(Date.parse(json.Mtime)).toBe(server.time.now);
  expect(await server.read(Filename)).toEqual(json);
});

test('links follow at once', async () => {
  const target = await server.write('# target');
  const source = await server.write(`# source\n\n[x](${target.Filename})`);
  expect((await server.read(target.Filename)).IncomingLinks).toHaveLength(1);
  await server.patch(source.Filename, { Content: '# source', LastMtime: source.Mtime });
  expect((await server.read(target.Filename)).IncomingLinks).toEqual([]);
});

test('what is unchanged stays as it is', async () => {
  const note = await server.write('# same');
  server.time.now += 60_000;
  const { json } = await server.patch(note.Filename, { Content: '# same', LastMtime: note.Mtime });
  expect(json).toEqual(note);
});

test('whoever has not seen the last change is refused, and nothing is lost', async () => {
  const { Filename, Mtime } = await server.write('# start');
  server.time.now += 5000;
  await server.patch(Filename, { Content: '# first', LastMtime: Mtime });
  const { status, json } = await server.patch(Filename, { Content: '# second', LastMtime: Mtime });
  expect({ status, json }).toEqual({ status: 409, json: CHANGED });
  expect((await server.read(Filename)).Content).toBe('# first');
});

test('three writers within one second: one wins, two are told', async () => {
  server.time.now = Date.parse('2025-08-21T10:00:00.100Z');
  const { Filename, Mtime } = await server.write('# start');
  const answers = [];
  for (const name of ['a', 'b', 'c']) {
    server.time.now += 100;
    answers.push(await server.patch(Filename, { Content: `# ${name}`, LastMtime: Mtime }));
  }
  expect(answers.map(({ status }) => status)).toEqual([200, 409, 409]);
  expect((await server.read(Filename)).Title).toBe('a');
});

test('so it is within one millisecond', async () => {
  server.time.now = Date.parse('2025-08-21T11:00:00.100Z');
  const { Filename, Mtime } = await server.write('# start');
  const bodies = ['a', 'b', 'c'].map((name) => ({ Content: `# ${name}`, LastMtime: Mtime }));
  const answers = await Promise.all(bodies.map((body) => server.patch(Filename, body)));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
});

test('a chain of edits, each with the Mtime of the one before, goes through', async () => {
  const { Filename, ...first } = await server.write('# 0');
  let { Mtime } = first;
  for (let count = 1; count <= 5; count++) {
    const { status, json } = await server.patch(Filename, { Content: `# ${count}`, LastMtime: Mtime });
    expect(status).toBe(200);
    Mtime = json.Mtime;
  }
  expect((await server.read(Filename)).Title).toBe('5');
});

describe('LastMtime', () => {
  test('is compared in whole seconds where it has no digits after them', async () => {
    server.time.now = Date.parse('2025-08-22T10:00:00.900Z');
    const { Filename } = await server.write('# x');
    const wrong = await server.patch(Filename, { Content: '# y', LastMtime: '2025-08-22T10:00:01Z' });
    expect(wrong.status).toBe(409);
    const right = await server.patch(Filename, { Content: '# y', LastMtime: '2025-08-22T12:00:00+02:00' });
    expect(right.status).toBe(200);
  });

  test('is compared exactly where it has some', async () => {
    server.time.now = Date.parse('2025-08-22T11:00:00.900Z');
    const { Filename } = await server.write('# x');
    const wrong = await server.patch(Filename, { Content: '# y', LastMtime: '2025-08-22T11:00:00.901Z' });
    expect(wrong.status).toBe(409);
    const right = await server.patch(Filename, { Content: '# y', LastMtime: '2025-08-22T11:00:00.9Z' });
    expect(right.status).toBe(200);
  });
});

test('a memo that is edited meanwhile counts as changed', async () => {
  const { Filename, Mtime } = await server.write('# x');
  const page = await server.call('GET', '/api/v1/memos?limit=100', { token: server.ada.token });
  const { id } = page.json.data.find((memo: { filename: string }) => memo.filename === Filename);
  const body = { content: '# by the other API' };
  await server.call('PATCH', `/api/v1/memos/${id}`, { token: server.ada.token, body });
  expect((await server.patch(Filename, { Content: '# y', LastMtime: Mtime })).json).toEqual(CHANGED);
});

describe('is refused', () => {
  test.each([
    [{}, 'Content field is required'],
    [{ LastMtime: '2023-01-16T05:05:00+02:00' }, 'Content field is required'],
    [{ Content: '', LastMtime: '2023-01-16T05:05:00+02:00' }, 'Content field is required'],
    [{ Content: '# x' }, 'LastMtime field is required'],
    [{ Content: '# x', LastMtime: '0001-01-01T00:00:00Z' }, 'LastMtime field is required'],
    [{ Content: '# x', LastMtime: '2023-01-16' }, expect.stringMatching(/^LastMtime: /)],
    [{ Content: 5, LastMtime: '2023-01-16T05:05:00Z' }, 'Content: Must be a string'],
  ])('with %j', async (body, message) => {
    const note = await server.write('# unchanged');
    const { status, json } = await server.patch(note.Filename, body);
    expect({ status, json }).toEqual({ status: 400, json: { Error: message, Code: 400 } });
    expect(await server.read(note.Filename)).toEqual(note);
  });

  test.each([[{ Content: '# test', LastMtime: '2023-01-16T05:05:00+02:00' }], [{}]])(
    'for a note that is not there, with %j',
    async (body) => {
      const { status, json } = await server.patch('aaaaaaaa.md', body);
      expect({ status, json }).toEqual({ status: 404, json: { Error: 'Note not found', Code: 404 } });
    },
  );

  test("for somebody else's note, as if it were not there", async () => {
    const { token } = await server.account('gil', 'write');
    const body = { content: '# public', visibility: 'PUBLIC' };
    const { filename } = (await server.call('POST', '/api/v1/memos', { token, body })).json;
    const { status } = await server.patch(filename, { Content: '# mine', LastMtime: '2025-08-22T11:00:00Z' });
    expect(status).toBe(404);
  });
});
