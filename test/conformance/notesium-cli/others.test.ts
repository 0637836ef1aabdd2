import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../support/command-line.ts';
import { cyan, failed, notesium, printed } from './corpus.ts';

const { dir, run } = await notesium();

describe('stats', () => {
  const numbers = [
    ['notes', 13],
    ['labels', 2],
    ['orphans', 6],
    ['links', 9],
    ['dangling', 1],
    ['lines', 21],
    ['words', 61],
    ['chars', 443],
  ] as const;

  test('stats prints a line for each number', async () => {
    expect(await run(['stats'])).toEqual(printed(numbers.map(([key, value]) => `${key} ${value}`)));
  });

  test('stats --table --color aligns the numbers', async () => {
    const lines = numbers.map(([key, value]) => `${cyan(key.padEnd(9))} ${value}`);
    expect(await run(['stats', '--table', '--color'])).toEqual(printed(lines));
  });
});

describe('new', () => {
  test('prints the path of the present second', async () => {
    const before = Math.floor(Date.now() / 1000);
    const { status, stdout } = await run(['new']);
    const [, path, hex = ''] = /^(.*)\/([0-9a-f]{8})\.md\n$/.exec(stdout) ?? [];
    expect({ status, path }).toEqual({ status: 0, path: dir });
    expect(Number.parseInt(hex, 16) - before).toBeLessThan(5);
    expect(Number.parseInt(hex, 16)).toBeGreaterThanOrEqual(before);
  });

  test('never prints the path of a note that is there, unless its time is asked for', async () => {
    const folder = await temporaryFolder();
    const second = Math.floor(Date.now() / 1000);
    for (let s = second; s < second + 20; s++) await writeFile(join(folder, `${s.toString(16)}.md`), '#');
    const { stdout } = await run(['new'], { NOTESIUM_DIR: folder });
    expect(basename(stdout.trim())).toBe(`${(second + 20).toString(16)}.md`);
  });

  test('--ctime --verbose tells the path, its parts, and whether it is there', async () => {
    const time = new Date(2023, 0, 16, 5, 5);
    const epoch = time.getTime() / 1000;
    const filename = `${epoch.toString(16)}.md`;
    const { stdout } = await run(['new', '--ctime=2023-01-16T05:05:00', '--verbose']);
    expect(stdout).toMatch(
      new RegExp(
        `^path:${dir}/${filename}\nfilename:${filename}\nepoch:${epoch}\n` +
          `ctime:2023-01-16T05:05:00[+-]\\d\\d:\\d\\d\nexists:false\n$`,
      ),
    );
    await writeFile(join(dir, filename), '');
    expect((await run(['new', '--verbose', '--ctime=2023-01-16T05:05:00'])).stdout).toMatch(/exists:true\n$/);
  });

  test('early times are names of eight digits too', async () => {
    const { stdout } = await run(['new', '--ctime=1970-02-01T00:00:00']);
    expect(stdout).toMatch(/\/00[0-9a-f]{6}\.md\n$/);
  });
});

describe('version', () => {
  test.each([
    [['version'], ['1.2.3']],
    [['-v'], ['1.2.3']],
    [['--version'], ['1.2.3']],
  ])('%j', async (argv, lines) => {
    expect(await run(argv)).toEqual(printed(lines));
  });

  test('--verbose tells what it was built from, in the words of Go', async () => {
    const { stdout } = await run(['version', '--verbose']);
    expect(stdout).toMatch(
      /^version:1\.2\.3\ngitversion:v1\.2\.3-0-g1234567\nbuildtime:2026-01-02T01:02:03Z\nplatform:[a-z]+\/[a-z0-9]+\n$/,
    );
    expect(stdout).not.toContain('x64');
  });

  test('needs no folder', async () => {
    expect(await run(['version'], { NOTESIUM_DIR: '/nowhere' })).toEqual(printed(['1.2.3']));
  });
});

describe('home', () => {
  test('prints the folder', async () => {
    expect(await run(['home'])).toEqual(printed([dir]));
  });

  test('is ~/notes where NOTESIUM_DIR is not set', async () => {
    const env = { NOTESIUM_DIR: '', HOME: '/nowhere' };
    expect(await run(['home'], env)).toEqual(failed('NOTESIUM_DIR does not exist: /nowhere/notes'));
  });

  test('must be a folder', async () => {
    const file = join(dir, 'notes.md');
    const env = { NOTESIUM_DIR: file };
    expect(await run(['home'], env)).toEqual(failed(`NOTESIUM_DIR is not a directory: ${file}`));
  });
});

describe('cat', () => {
  test.each([['60000003.md'], ['60000003.md:5'], ['60000003.md:5: richard feynman']])(
    '%s prints the note, highlighted',
    async (argument) => {
      expect(await run(['cat', argument])).toEqual(
        printed([
          '\u001B[1m# richard feynman\u001B[0m',
          '',
          'a \u001B[34mphysicist\u001B[0m, see \u001B[34mquantum\u001B[0m',
          '',
          'was \u001B[34mhere\u001B[0m',
        ]),
      );
    },
  );

  test.each([
    [[], 'filename not specified or too many arguments'],
    [['60000001.md', '60000002.md'], 'filename not specified or too many arguments'],
    [['66666666.md'], 'filename does not exist'],
    [['../60000001.md'], 'filename does not exist'],
    [['notes.md'], 'filename does not exist'],
  ])('%j fails', async (argv, message) => {
    expect(await run(['cat', ...argv])).toEqual(failed(message));
  });
});

describe('usage', () => {
  test.each([[[]], [['help']], [['-h']], [['--help']], [['help', 'list']], [['list', '--help']]])(
    '%j is an answer that ends with 1',
    async (argv) => {
      const { status, stdout, stderr } = await run(argv);
      expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
      expect(stdout).toMatch(/^Usage: commonplace [\s\S]*^ {4}--sort=WORD {5}Sort list/m);
    },
  );
});

test.each([
  [['foo'], 'unrecognized command: foo'],
  [['--foo'], 'unrecognized option: --foo'],
  [['home', 'x'], 'unrecognized option: x'],
  [['new', '--foo'], 'unrecognized option: --foo'],
  [['list', '--sort=title'], 'unrecognized option: --sort=title'],
  [['list', '--sort'], 'unrecognized option: --sort'],
  [['list', '60000001.md'], 'unrecognized option: 60000001.md'],
  [['lines', '--prefix=label'], 'unrecognized option: --prefix=label'],
  [['stats', '--color', '-t'], 'unrecognized option: -t'],
  [['version', '--foo'], 'unrecognized option: --foo'],
  [['finder', '--foo'], 'unrecognized option: --foo'],
  [['finder', '--'], 'input command not specified'],
  [['finder', '--', 'foo'], 'unrecognized command: foo'],
  [
    ['new', '--ctime=2023-01-16'],
    'invalid ctime format: parsing time "2023-01-16" as "2006-01-02T15:04:05": cannot parse "" as "T"',
  ],
])('%j fails with the words of Notesium', async (argv, message) => {
  expect(await run(argv)).toEqual(failed(message));
});

test.each([['home'], ['new'], ['list'], ['links'], ['lines'], ['stats'], ['cat x'], ['finder']])(
  '%s needs a folder that exists',
  async (words) => {
    const env = { NOTESIUM_DIR: '/nowhere/at/all' };
    expect(await run(words.split(' '), env)).toEqual(failed('NOTESIUM_DIR does not exist: /nowhere/at/all'));
  },
);
