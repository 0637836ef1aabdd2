import { execFileSync } from 'node:child_process';
import { readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../support/command-line.ts';
import { notesium, printed } from './corpus.ts';

const { dir, run } = await notesium();

async function folderOf(notes: Record<string, string | Buffer>): Promise<{ NOTESIUM_DIR: string }> {
  const folder = await temporaryFolder();
  for (const [name, content] of Object.entries(notes)) await writeFile(join(folder, name), content);
  return { NOTESIUM_DIR: folder };
}

test('an empty folder has nothing to print', async () => {
  const env = await folderOf({});
  for (const command of ['list', 'links', 'lines']) expect(await run([command], env)).toEqual(printed([]));
  expect((await run(['stats'], env)).stdout).toMatch(/^notes 0\n[\s\S]*chars 0\n$/);
});

test('every command leaves the folder as it was', async () => {
  async function look(): Promise<unknown> {
    const names = (await readdir(dir)).toSorted();
    return Promise.all(names.map(async (name) => [name, (await stat(join(dir, name))).mtimeMs]));
  }
  const before = await look();
  for (const words of ['home', 'new', 'list', 'links', 'lines', 'stats', 'cat 60000003.md', 'version']) {
    await run(words.split(' '));
  }
  expect(await look()).toEqual(before);
});

describe('a line of 10 MB', () => {
  const long = `${'words without an end '.repeat(500_000)}[x](60000001.md) at last`;

  test('in the text is printed, counted and searched', async () => {
    const env = await folderOf({ '60000001.md': '# a\n', '60000002.md': `# b\n\n${long}\n` });
    const { stdout } = await run(['lines', '--filter=last'], env);
    expect(stdout === `60000002.md:3: ${long}\n`).toBe(true);
    expect((await run(['stats'], env)).stdout).toContain('links 1\n');
    expect((await run(['list', '--prefix=label'], env)).stdout).toBe(
      '60000002.md:1: a b\n60000001.md:1: a\n',
    );
    expect((await run(['cat', '60000002.md'], env)).stdout).toContain(
      'words without an end [x](60000001.md) at last',
    );
  });

  test('as a title is a title', async () => {
    const env = await folderOf({ '60000001.md': long, '60000002.md': '# b\n' });
    const { status, stdout } = await run(['list', '--sort=alpha'], env);
    expect(status).toBe(0);
    // A difference between texts of this size would not be told in time.
    expect(stdout === `60000002.md:1: b\n60000001.md:1: ${long}\n`).toBe(true);
  });
});

test('a title far down is found', async () => {
  const env = await folderOf({ '60000001.md': `${'\n'.repeat(100_000)}# é at the end\ntext` });
  expect(await run(['list'], env)).toEqual(printed(['60000001.md:1: é at the end']));
});

test('bytes that are no text are shown as far as they can be', async () => {
  const env = await folderOf({
    '60000001.md': Buffer.from([0x23, 0x20, 0xff, 0x41, 0xfe, 0x0a]),
    '60000002.md': 'nul\0inside\n',
    '60000003.md': Buffer.from([0xe2, 0x82]),
    '60000004.md': '\r\n\r\n',
    '60000005.md': '\uFEFF',
  });
  expect(await run(['list'], env)).toEqual(
    printed([
      '60000001.md:1: \uFFFDA\uFFFD',
      '60000002.md:1: nul\0inside',
      '60000003.md:1: \uFFFD',
      '60000004.md:1: untitled',
      '60000005.md:1: untitled',
    ]),
  );
  for (const command of ['links', 'lines', 'stats']) expect((await run([command], env)).status).toBe(0);
});

test('what cannot be read is told, and the rest is printed', async () => {
  const env = await folderOf({ '60000001.md': '# a\n' });
  // Nobody may read a link that leads to itself, whoever they are.
  await symlink('60000002.md', join(env.NOTESIUM_DIR, '60000002.md'));
  await symlink('60000001.md', join(env.NOTESIUM_DIR, '60000003.md'));
  await symlink('nowhere.md', join(env.NOTESIUM_DIR, '60000004.md'));
  const { status, stdout, stderr } = await run(['list'], env);
  expect({ status, stdout }).toEqual({ status: 0, stdout: '60000001.md:1: a\n60000003.md:1: a\n' });
  expect(stderr).toBe('60000002.md cannot be read: ELOOP\n');
});

test('a named pipe is no note', async () => {
  const env = await folderOf({ '60000001.md': '# a\n' });
  execFileSync('mkfifo', [join(env.NOTESIUM_DIR, '60000002.md')]);
  expect(await run(['lines'], env)).toEqual(printed(['60000001.md:1: # a']));
});

test('the folder may be a link', async () => {
  const link = join(await temporaryFolder(), 'link');
  await symlink(dir, link);
  expect(await run(['home'], { NOTESIUM_DIR: link })).toEqual(printed([dir]));
});

test('the whole text goes through a filter as it is', async () => {
  const { stdout } = await run(['lines', '--filter=[quantum]']);
  const text = await readFile(join(dir, '60000003.md'), 'utf8');
  expect(stdout).toBe(`60000003.md:3: ${text.split('\n')[2]}\n`);
});
