import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startNotesium, writeCorpus, type Notesium } from '../../support/notesium.ts';

let server: Notesium;
beforeAll(async () => {
  server = await startNotesium();
  await writeCorpus(server);
});
afterAll(() => server.stop());

const lines = async (command: string) => (await server.raw(command)).trimEnd().split('\n');

describe('new', () => {
  test('is the path of a new note', async () => {
    const { home } = (await server.ask('GET', '/api/runtime')).json;
    const second = Math.floor(server.time.now / 1000).toString(16);
    expect(await server.raw('new')).toBe(`${home}/${second}.md\n`);
  });

  test('tells more with verbose=true, of another time with ctime', async () => {
    const [path, ...rest] = await lines('new?verbose=true&ctime=2023-01-16T05:05:00');
    const epoch = new Date(2023, 0, 16, 5, 5).getTime() / 1000;
    expect(path).toMatch(new RegExp(`^path:/.*/${epoch.toString(16)}\\.md$`));
    expect(rest).toEqual([
      `filename:${epoch.toString(16)}.md`,
      `epoch:${epoch}`,
      expect.stringMatching(/^ctime:2023-01-16T05:05:00[+-]\d\d:\d\d$/),
      'exists:false',
    ]);
  });

  test('knows what is there', async () => {
    const time = new Date(0x64214a1d * 1000);
    const two = (value: number) => String(value).padStart(2, '0');
    const day = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
    const clock = [time.getHours(), time.getMinutes(), time.getSeconds()].map(two).join(':');
    expect(await lines(`new?verbose=true&ctime=${day}T${clock}`)).toContain('exists:true');
  });

  test('is no name that is taken', async () => {
    const second = Math.floor(server.time.now / 1000);
    for (const next of [0, 1]) await server.write('# now', new Date((second + next) * 1000).toISOString());
    expect(await server.raw('new')).toContain(`/${(second + 2).toString(16)}.md`);
  });

  test('refuses a time that is none, and the server goes on', async () => {
    const { status, text } = await server.ask('GET', '/api/raw/new?ctime=bad');
    expect([status, text]).toEqual([400, expect.stringContaining('bad')]);
    expect(await server.raw('new')).toMatch(/\.md\n$/);
  });
});

describe('list', () => {
  test('has a line for each note', async () => {
    expect(await lines('list')).toContain('64214a1d.md:1: richard feynman');
  });

  test('sorts by title', async () => {
    const titles = (await lines('list?sort=alpha')).map((line) => line.slice('64214a1d.md:1: '.length));
    expect(titles).toEqual(titles.toSorted((a, b) => Buffer.from(a).compare(Buffer.from(b))));
  });

  test.each([
    ['labels=true', ['6421460b.md:1: book', '642146c7.md:1: physicist']],
    ['prefix=ctime&date=2006-01&sort=alpha', ['6421460b.md:1: 2023-03 book']],
    ['color=true&prefix=label', ['64214a1d.md:1: \u001b[0;36mphysicist\u001b[0m richard feynman']],
  ])('with %s', async (query, expected) => {
    expect(await lines(`list?${query}`)).toEqual(expect.arrayContaining(expected));
  });
});

describe('links', () => {
  test('has a line for each link', async () => {
    expect(await lines('links')).toEqual([
      '64214a1d.md:3: richard feynman → physicist',
      '64214a1d.md:5: richard feynman → quantum mechanics',
      "64218087.md:3: surely you're joking mr. feynman → book",
      "64218087.md:3: surely you're joking mr. feynman → richard feynman",
      "64218087.md:3: surely you're joking mr. feynman → 12345678.md",
    ]);
  });

  test('of one file', async () => {
    expect(await lines('links?filename=64214a1d.md')).toEqual([
      '642146c7.md:1: outgoing physicist',
      '64214930.md:1: outgoing quantum mechanics',
      "64218087.md:3: incoming surely you're joking mr. feynman",
    ]);
  });

  test('that dangle', async () => {
    expect(await lines('links?dangling=true')).toEqual([
      "64218087.md:3: surely you're joking mr. feynman → 12345678.md",
    ]);
  });

  test.each([
    ['outgoing=true', 'filename is required'],
    ['dangling=true&filename=64214a1d.md', 'filename not supported'],
    ['filename=aaaaaaaa.md', 'filename does not exist'],
  ])('with %s is refused: %s', async (query, message) => {
    const { status, text } = await server.ask('GET', `/api/raw/links?${query}`);
    expect([status, text]).toEqual([400, `${message}\n`]);
  });
});

describe('lines', () => {
  test('has every line that is not empty', async () => {
    expect(await lines('lines')).toEqual(
      expect.arrayContaining(['6421460b.md:1: # book', '64214930.md:5: particles.']),
    );
  });

  test.each([
    ['PARTICLES', ['64214930.md:5: particles.']],
    ['feynman !richard', ["64218087.md:1: # surely you're joking mr. feynman"]],
    ['particles.|KNOWN', ['64214930.md:5: particles.', expect.stringMatching(/^64214a1d.md:4: known for/)]],
  ])('filtered by %s', async (filter, expected) => {
    expect(await lines(`lines?filter=${encodeURIComponent(filter)}`)).toEqual(expected);
  });

  test('prefixed by the title', async () => {
    expect(await lines('lines?prefix=title&filter=particles.')).toEqual([
      '64214930.md:5: quantum mechanics particles.',
    ]);
  });

  test('may be very long', async () => {
    const long = 'x'.repeat(200_000);
    const { Filename } = await server.write(`# long\n${long}`);
    expect(await server.raw('lines?filter=xxx')).toBe(`${Filename}:2: ${long}\n`);
  });

  test('where none matches, the answer is empty', async () => {
    expect(await server.raw('lines?filter=nowhere-at-all')).toBe('');
  });
});

test('stats', async () => {
  const { token } = await server.account('sam', 'write');
  for (const [second, Content] of ['# book', '# one note\n\n[book](65920080.md)\n'].entries()) {
    const body = { Content, Ctime: `2024-01-01T00:00:0${second}Z` };
    await server.ask('POST', '/api/notes', { token, body });
  }
  const { text } = await server.ask('GET', '/api/raw/stats', { token });
  expect(text).toBe('notes 2\nlabels 1\norphans 0\nlinks 1\ndangling 0\nlines 3\nwords 6\nchars 35\n');
});

describe('version', () => {
  test('is the version of the program', async () => {
    expect(await server.raw('version')).toMatch(/^\d+\.\d+\.\d+\S*\n$/);
  });

  test('tells more with verbose=true', async () => {
    expect((await lines('version?verbose=true')).map((line) => line.split(':')[0])).toEqual([
      'version',
      'gitversion',
      'buildtime',
      'platform',
    ]);
  });

  test('says that nothing is asked where no release URL is set', async () => {
    expect(await server.raw('version?check=true')).toMatch(/^Error getting latest release info: /);
  });

  test('asks the release URL with check=true', async () => {
    const release = {
      tag_name: 'v99.0.0',
      html_url: 'https://example.com/99',
      published_at: '2030-01-01T00:00:00Z',
    };
    const releases = createServer((_request, response) => response.end(JSON.stringify(release)));
    await once(releases.listen(0, '127.0.0.1'), 'listening');
    const { port } = releases.address() as AddressInfo;
    const checking = await startNotesium({ releaseUrl: `http://127.0.0.1:${port}` });
    expect(await checking.raw('version?check=true')).toContain('A new release is available: 99.0.0');
    await checking.stop();
    releases.close();
  });
});

describe('options', () => {
  test.each(['list?color=false&labels=false', 'list?color=&sort=&prefix=', 'lines?filter=', 'stats?table='])(
    'that are false or empty are dropped: %s',
    async (command) => {
      expect(await server.raw(command)).toBe(await server.raw(command.split('?')[0] ?? ''));
    },
  );

  test.each([
    ['list?foo=true', 'unrecognized option: --foo'],
    ['list?sort=size', 'unrecognized option: --sort=size'],
    ['list?color=yes', 'unrecognized option: --color=yes'],
    ['stats?filter=x', 'unrecognized option: --filter=x'],
    ['foo', 'unrecognized command: foo'],
    ['home', 'unrecognized command: home'],
    ['cat', 'unrecognized command: cat'],
  ])('that are unknown are refused in the words of the command line: %s', async (command, message) => {
    const { status, text, headers } = await server.ask('GET', `/api/raw/${command}`);
    expect([status, text]).toEqual([400, `${message}\n`]);
    expect(headers['content-type']).toBe('text/plain; charset=utf-8');
  });

  test('that come twice are refused', async () => {
    const { status, text } = await server.ask('GET', '/api/raw/list?sort=alpha&sort=mtime');
    expect([status, text]).toEqual([400, 'sort: Must be given once\n']);
  });

  test('are read as forms are: a plus is a space', async () => {
    expect(await lines('lines?filter=for+his+work')).toHaveLength(1);
  });
});

test.each(['/api/raw', '/api/raw/'])('%s names no command', async (path) => {
  const { status, text } = await server.ask('GET', path);
  expect([status, text]).toEqual([404, 'no command specified\n']);
});
