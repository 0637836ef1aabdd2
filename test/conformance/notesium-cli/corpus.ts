import { mkdir, mkdtemp, realpath, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { commandLine } from '../../support/command-line.ts';

/** A note for every case, by file name. */
const NOTES: Readonly<Record<string, string>> = {
  '60000001.md': '# physicist\n',
  '60000002.md': '# quantum mechanics\n\na theory by a [physicist](60000001.md)\n',
  '60000003.md':
    '# richard feynman\n\na [physicist](60000001.md), see [quantum](60000002.md)\n\nwas [here](6fffffff.md)\n',
  '60000004.md': 'book\n',
  '60000005.md': '',
  '60000006.md': '# a [link](60000001.md) in a title\n',
  '60000007.md': '# windows lines\r\n\r\n   \r\nA [book](60000004.md)\r\n',
  '60000008.md': '# no final newline\n\nthe last [book](60000004.md)',
  '60000009.md': '# Ärger über 日本\n\nÉTÉ straße\n',
  '6000000a.md': '\uFEFF# byte order mark\n\ntext\n',
  '6000000b.md': '\n\n# late title\n\n[one](60000001.md) [again](60000001.md) [more](60000004.md#part)\n',
  '6000000c.md': '# 🎉 beyond\n',
  '6000000d.md': '# ｡ below\n',
};

/** What lies in the folder too, and is no note. */
const OTHERS: Readonly<Record<string, string>> = {
  'notes.md': '# no note\n',
  '6000000E.md': '# no note\n',
  '6000000f.md.bak': '# no note\n',
};

/** The titles above, as `list` prints them without options. */
export const LIST = [
  '60000001.md:1: physicist',
  '60000002.md:1: quantum mechanics',
  '60000003.md:1: richard feynman',
  '60000004.md:1: book',
  '60000005.md:1: untitled',
  '60000006.md:1: a [link](60000001.md) in a title',
  '60000007.md:1: windows lines',
  '60000008.md:1: no final newline',
  '60000009.md:1: Ärger über 日本',
  '6000000a.md:1: byte order mark',
  '6000000b.md:1: late title',
  '6000000c.md:1: 🎉 beyond',
  '6000000d.md:1: ｡ below',
];

/** A folder of these notes; the last by name was changed first, on 2 January 2024, each other a day after the one behind it. */
export async function notesFolder(): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'commonplace-notes-')));
  afterAll(() => rm(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries({ ...NOTES, ...OTHERS })) {
    await writeFile(join(folder, name), content);
  }
  for (const [index, name] of Object.keys(NOTES).toReversed().entries()) {
    const changed = new Date(2024, 0, 2 + index, 10, 30);
    await utimes(join(folder, name), changed, changed);
  }
  await mkdir(join(folder, '60000010.md'));
  return folder;
}

/** The command line on a folder of the notes above, which all tests of a file share. */
export async function notesium() {
  const dir = await notesFolder();
  return {
    dir,
    async run(argv: string[], env: Record<string, string> = {}) {
      const line = await commandLine();
      return line.run(argv, { env: { NOTESIUM_DIR: dir, ...env } });
    },
  };
}

/** The outcome of a command that printed these lines. */
export function printed(lines: readonly string[]) {
  return { status: 0, stdout: lines.map((line) => `${line}\n`).join(''), stderr: '' };
}

export function failed(message: string) {
  return { status: 1, stdout: '', stderr: `${message}\n` };
}

export const cyan = (text: string) => `\u001B[0;36m${text}\u001B[0m`;
