import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startNotesium, writeCorpus, type Note, type Notesium } from '../../support/notesium.ts';

let server: Notesium;
let feynman: Note;

beforeAll(async () => {
  server = await startNotesium();
  await writeCorpus(server);
  feynman = await server.read('64214a1d.md');
});
afterAll(() => server.stop());

describe('a note', () => {
  test('has the fields of the reference, in its order', () => {
    expect(Object.keys(feynman)).toEqual([
      'Filename',
      'Title',
      'IsLabel',
      'OutgoingLinks',
      'IncomingLinks',
      'Ctime',
      'Mtime',
      'Lines',
      'Words',
      'Chars',
      'Path',
      'Content',
    ]);
    expect(feynman).toMatchObject({ Filename: '64214a1d.md', Title: 'richard feynman', IsLabel: false });
    expect(feynman.Content).toMatch(/^# richard feynman\n\nrichard phillips/);
  });

  test('lists its outgoing links with title and line', () => {
    expect(feynman.OutgoingLinks).toEqual([
      { Filename: '642146c7.md', Title: 'physicist', LineNumber: 3 },
      { Filename: '64214930.md', Title: 'quantum mechanics', LineNumber: 5 },
    ]);
  });

  test('lists its incoming links with the title of their source and the line there', () => {
    expect(feynman.IncomingLinks).toEqual([
      { Filename: '64218087.md', Title: "surely you're joking mr. feynman", LineNumber: 3 },
    ]);
  });

  test('has empty lists of links where there are none, never null', async () => {
    const { OutgoingLinks, IncomingLinks } = await server.write('# alone');
    expect({ OutgoingLinks, IncomingLinks }).toEqual({ OutgoingLinks: [], IncomingLinks: [] });
  });

  test('has a dangling link with an empty title', async () => {
    const { OutgoingLinks } = await server.read('64218087.md');
    expect(OutgoingLinks).toContainEqual({ Filename: '12345678.md', Title: '', LineNumber: 3 });
  });

  test('links on the title line are not links', async () => {
    const { OutgoingLinks } = await server.write('# see [physicist](642146c7.md)\n\nnothing');
    expect(OutgoingLinks).toEqual([]);
  });

  test('has every link of a line', async () => {
    const { OutgoingLinks } = await server.write('# two\n[a](642146c7.md) [b](642146c7.md)');
    expect(OutgoingLinks.map(({ LineNumber }) => LineNumber)).toEqual([2, 2]);
  });

  test('counts lines that are not blank, their words and their bytes', async () => {
    const { Lines, Words, Chars } = await server.write('# one\n\ntwo  thrée\n');
    expect({ Lines, Words, Chars }).toEqual({ Lines: 2, Words: 4, Chars: 5 + 11 });
  });

  test('has its path in the folder of the notes', async () => {
    const { home } = (await server.ask('GET', '/api/runtime')).json;
    expect(feynman.Path).toBe(`${home}/64214a1d.md`);
    expect(feynman.Path).toMatch(/^\//);
  });
});

describe('the title', () => {
  test.each([
    ['# physicist', 'physicist', true],
    ['physicist', 'physicist', true],
    ['\n\n# quantum mechanics\n', 'quantum mechanics', false],
    ['## deeper\n', '## deeper', false],
    ['', 'untitled', false],
  ])('of %j is %j, a label: %s', async (content, Title, IsLabel) => {
    expect(await server.write(content)).toMatchObject({ Title, IsLabel });
  });
});

describe('times', () => {
  test('the creation time is the second in the file name, in local time', () => {
    expect(Date.parse(feynman.Ctime)).toBe(0x64214a1d * 1000);
    expect(feynman.Ctime).toMatch(/^2023-03-27T\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/);
  });

  test('the modification time has digits after the second, where there are any', async () => {
    server.time.now = Date.parse('2025-08-19T10:00:01.250Z');
    const { Mtime } = await server.write('# now');
    expect(Mtime).toMatch(/^2025-08-19T\d\d:00:01\.25(Z|[+-]\d\d:\d\d)$/);
    expect(Date.parse(Mtime)).toBe(server.time.now);
  });

  test('the modification time grows with every change of content, and with nothing else', async () => {
    const { Filename, Mtime } = await server.write('# before');
    const { json: page } = await server.call('GET', '/api/v1/memos?limit=100', { token: server.ada.token });
    const { id } = page.data.find((memo: { filename: string }) => memo.filename === Filename);
    await server.call('PATCH', `/api/v1/memos/${id}`, { token: server.ada.token, body: { pinned: true } });
    expect((await server.read(Filename)).Mtime).toBe(Mtime);
    await server.call('PATCH', `/api/v1/memos/${id}`, {
      token: server.ada.token,
      body: { content: '# after' },
    });
    expect(Date.parse((await server.read(Filename)).Mtime)).toBeGreaterThan(Date.parse(Mtime));
  });
});
