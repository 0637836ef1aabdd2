import { execFileSync } from 'node:child_process';
import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../../support/command-line.ts';
import { LIST, notesium } from './corpus.ts';

const MAIN = fileURLToPath(new URL('../../../src/main.ts', import.meta.url));
const { dir, run } = await notesium();

/** What bash offers when Tab is pressed at the end of the last word. */
async function offered(...words: string[]): Promise<string[]> {
  const folder = await temporaryFolder();
  const { stdout: script } = await run(['completion', 'bash']);
  await writeFile(join(folder, 'completion'), script);
  await writeFile(join(folder, 'commonplace'), `#!/bin/sh\nexec '${process.execPath}' '${MAIN}' "$@"\n`);
  await chmod(join(folder, 'commonplace'), 0o755);
  const ask = `source "$0/completion"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _commonplace
    printf '%s\\n' "\${COMPREPLY[@]}"`;
  const env = { PATH: `${folder}:${process.env['PATH']}`, NOTESIUM_DIR: dir };
  const out = execFileSync('bash', ['--norc', '-c', ask, folder, ...words], { env, encoding: 'utf8' });
  return out.split('\n').filter((line) => line !== '');
}

describe('bash', () => {
  test.each([
    [
      ['commonplace', 'li'],
      ['list', 'links', 'lines'],
    ],
    [['commonplace', 'list', '--s'], ['--sort=']],
    [
      ['commonplace', 'list', '--sort', '='],
      ['ctime', 'mtime', 'alpha'],
    ],
    [['commonplace', 'list', '--sort', '=', 'a'], ['alpha']],
    [['commonplace', 'list', '--sort=a'], ['--sort=alpha']],
    [['commonplace', 'lines', '--prefix', '=', ''], ['title']],
    [
      ['commonplace', 'stats', ''],
      ['--color', '--table'],
    ],
    [
      ['commonplace', 'finder', '--'],
      ['--preview', '--prompt='],
    ],
    [
      ['commonplace', 'finder', '--', 'l'],
      ['list', 'links', 'lines'],
    ],
    [['commonplace', 'finder', '--', 'lines', '--f'], ['--filter=']],
    [['commonplace', 'user', 'p'], ['passwd']],
    [
      ['commonplace', 'web', '--w'],
      ['--webroot=', '--writable'],
    ],
    [
      ['commonplace', 'completion', ''],
      ['bash', 'zsh', 'fish'],
    ],
    [['commonplace', 'list', 'x'], []],
  ])('%j', async (words, expected) => {
    expect(await offered(...words)).toEqual(expected);
  });

  test('names of notes', async () => {
    const names = LIST.map((line) => line.slice(0, 11));
    expect(await offered('commonplace', 'cat', '6')).toEqual(names);
    expect(await offered('commonplace', 'links', '6000000b')).toEqual(['6000000b.md']);
  });
});

test.each([
  ['zsh', '#compdef commonplace notesium\n', "'--sort=[Sort list by date"],
  ['fish', '# Completion of commonplace for fish', "-l sort -x -a 'ctime mtime alpha'"],
])('%s gets a script of its own', async (shell, start, part) => {
  const { status, stdout } = await run(['completion', shell]);
  expect(status).toBe(0);
  expect(stdout.startsWith(start)).toBe(true);
  expect(stdout).toContain(part);
});

test.each([[[]], [['tcsh']], [['bash', 'x']]])('completion %j says which shells there are', async (argv) => {
  expect(await run(['completion', ...argv])).toEqual({
    status: 1,
    stdout: '',
    stderr: 'completion needs the name of a shell: bash, zsh, fish\n',
  });
});
