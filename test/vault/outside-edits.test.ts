import { execFileSync, spawnSync } from 'node:child_process';
import {
  appendFile,
  copyFile,
  mkdir,
  open,
  readdir,
  rename,
  rm,
  stat,
  symlink,
  unlink,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sharedVault, type VaultInstance } from '../support/vault.ts';

const openVault = sharedVault();

const NAME = '64214a1d.md';
const CREATED = 0x64214a1d * 1000;

/** A vault with one note, written by another program. */
async function withNote(content = 'first\n'): Promise<VaultInstance & { id: number }> {
  const vault = await openVault();
  await writeFile(vault.path(NAME), content);
  const { id } = await vault.shows(NAME, content);
  return Object.assign(vault, { id });
}

async function expectEdit(vault: VaultInstance & { id: number }, content: string): Promise<void> {
  const note = await vault.shows(NAME, content);
  expect(note.id).toBe(vault.id);
  expect(await vault.notes('TRASHED')).toEqual(new Map());
}

test('a file that appears is a new note, private, created at the second of its name', async () => {
  const vault = await withNote('# A new note\n\n#tag');
  const note = (await vault.notes()).get(NAME);
  const { mtimeMs } = await stat(vault.path(NAME));
  expect(note).toMatchObject({
    title: 'A new note',
    tags: ['tag'],
    visibility: 'PRIVATE',
    createdAt: CREATED,
    updatedAt: Math.round(mtimeMs),
    editedAt: Math.round(mtimeMs),
  });
});

test('an edit shows within a second, with a new revision and the version before it in the history', async () => {
  const vault = await withNote();
  const before = (await vault.notes()).get(NAME);
  const start = performance.now();
  await writeFile(vault.path(NAME), 'second\n');
  const after = await vault.shows(NAME, 'second\n');
  expect(performance.now() - start).toBeLessThan(1000);
  expect(after.revision).toBeGreaterThan(before!.revision);
  expect(after.editedAt).toBeGreaterThan(before!.editedAt);
  const versions = await vault.store.read.notes.versions(after.id);
  expect(versions.map(({ content }) => content)).toEqual(['first\n']);
});

test('a file that is removed puts the note into the trash, with its content; one that comes back takes it out', async () => {
  const vault = await withNote();
  await unlink(vault.path(NAME));
  await vault.until(
    () => vault.notes(),
    (notes) => notes.size === 0,
  );
  expect((await vault.notes('TRASHED')).get(NAME)).toMatchObject({ id: vault.id, content: 'first\n' });
  await writeFile(vault.path(NAME), 'again\n');
  await expectEdit(vault, 'again\n');
});

test('a file that gets another name keeps its note', async () => {
  const vault = await withNote();
  await vault.app.services.notes.update(vault.user, { id: vault.id }, { pinned: true, visibility: 'PUBLIC' });
  await rename(vault.path(NAME), vault.path('64214a1e.md'));
  const note = await vault.shows('64214a1e.md', 'first\n');
  expect(note).toMatchObject({ id: vault.id, pinned: true, visibility: 'PUBLIC', createdAt: CREATED });
  expect((await vault.notes()).size).toBe(1);
  expect(await vault.notes('TRASHED')).toEqual(new Map());
});

test('a copy of a note is another note', async () => {
  const vault = await withNote();
  await copyFile(vault.path(NAME), vault.path('64214a1e.md'));
  expect((await vault.shows('64214a1e.md', 'first\n')).id).not.toBe(vault.id);
  expect((await vault.notes()).size).toBe(2);
});

test('nothing but eight hex digits and .md at the top level is a note, and nothing else is touched', async () => {
  const vault = await openVault();
  await mkdir(join(vault.folder, 'sub'));
  await mkdir(vault.path('64214a10.md'));
  await symlink('/etc/hostname', vault.path('64214a11.md'));
  const names = [
    'README.md',
    '64214A1D.md',
    '64214a1d.txt',
    '64214a1d.md.bak',
    '.64214a1d.md.swp',
    'sub/64214a1d.md',
  ];
  for (const name of names) await writeFile(join(vault.folder, name), 'not a note');
  const before = await readdir(vault.folder, { recursive: true });
  await writeFile(vault.path(NAME), 'a note');
  await vault.shows(NAME, 'a note');
  expect([...(await vault.notes()).keys()]).toEqual([NAME]);
  await vault.create('by API');
  expect(await readdir(vault.folder, { recursive: true })).toEqual(expect.arrayContaining(before));
  expect((await readdir(vault.folder)).filter((name) => name.startsWith('.commonplace'))).toEqual([]);
});

test('a name that something else has is not taken for a new note', async () => {
  const vault = await openVault();
  const second = Math.floor(Date.now() / 1000);
  const names = Array.from({ length: 20 }, (_, index) => `${(second + index).toString(16)}.md`);
  for (const name of names) await symlink('nowhere', vault.path(name));
  const { filename } = await vault.create('a note');
  expect(names).not.toContain(filename);
  expect((await vault.files()).get(filename)).toBe('a note');
});

interface Editor {
  name: string;
  /** Saves the file as this program does. */
  save(path: string, content: string): Promise<void>;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const EDITORS: Editor[] = [
  {
    name: 'writing in place, as nano and VS Code do',
    async save(path, content) {
      const file = await open(path, 'w');
      await pause(5);
      await file.writeFile(content);
      await file.close();
    },
  },
  {
    name: 'writing in place in pieces, with pauses',
    async save(path, content) {
      const file = await open(path, 'w');
      for (const piece of content.match(/.{1,4}/gs) ?? []) {
        await pause(10);
        await file.write(piece);
      }
      await file.close();
    },
  },
  {
    name: 'a file beside it that is renamed over it, as Obsidian and GNOME do',
    async save(path, content) {
      await writeFile(`${path}.tmp`, content);
      await rename(`${path}.tmp`, path);
    },
  },
  {
    name: 'removing it and writing it anew',
    async save(path, content) {
      await unlink(path);
      await pause(60);
      await writeFile(path, content);
    },
  },
  {
    name: 'vim: swap file, probe, backup by renaming, a new file',
    async save(path, content) {
      const folder = join(path, '..');
      await writeFile(join(folder, `.${NAME}.swp`), 'swap');
      await writeFile(join(folder, '4913'), '');
      await unlink(join(folder, '4913'));
      await rename(path, `${path}~`);
      await writeFile(path, content);
      await unlink(`${path}~`);
      await unlink(join(folder, `.${NAME}.swp`));
    },
  },
  {
    name: "Syncthing's temporary file, renamed, with the time of the other machine",
    async save(path, content) {
      const temporary = join(path, '..', `.syncthing.${NAME}.tmp`);
      await writeFile(temporary, content);
      await utimes(temporary, 1_600_000_000, 1_600_000_000);
      await rename(temporary, path);
    },
  },
  {
    name: 'cp -p, with an older time',
    async save(path, content) {
      await writeFile(`${path}.source`, content);
      await utimes(`${path}.source`, 1_500_000_000, 1_500_000_000);
      execFileSync('cp', ['-p', `${path}.source`, path]);
    },
  },
  {
    name: 'a new file of the same size and the same time',
    async save(path, content) {
      await writeFile(`${path}.new`, content);
      execFileSync('touch', ['-r', path, `${path}.new`]);
      await rename(`${path}.new`, path);
    },
  },
];

test.each(EDITORS)('an editor that saves by $name', async ({ save }) => {
  const vault = await withNote('first content\n');
  const before = (await vault.notes()).get(NAME);
  await save(vault.path(NAME), 'other content\n');
  await expectEdit(vault, 'other content\n');
  expect(await vault.store.read.notes.versions(vault.id)).toEqual([
    expect.objectContaining({ content: 'first content\n' }),
  ]);
  // One edit: it was not in the trash meanwhile.
  expect((await vault.notes()).get(NAME)?.revision).toBe((before?.revision ?? 0) + 1);
});

test('sed -i', async () => {
  const vault = await withNote('first content\n');
  execFileSync('sed', ['-i', 's/first/third/', vault.path(NAME)]);
  await expectEdit(vault, 'third content\n');
});

test('lines that are appended', async () => {
  const vault = await withNote('- one\n');
  await appendFile(vault.path(NAME), '- two\n');
  await expectEdit(vault, '- one\n- two\n');
});

test('git checkout of many files, there and back', async () => {
  const vault = await openVault();
  const git = (...argv: string[]) =>
    execFileSync(
      'git',
      ['-c', 'user.name=a', '-c', 'user.email=a@example.com', '-c', 'core.hooksPath=/dev/null', ...argv],
      {
        cwd: vault.folder,
        stdio: 'pipe',
      },
    );
  if (spawnSync('git', ['--version']).status !== 0) return;
  const COUNT = 200;
  const names = Array.from({ length: COUNT }, (_, index) => `${(0x60000000 + index).toString(16)}.md`);
  git('init', '--quiet', '--initial-branch=main');
  for (const name of names) await writeFile(vault.path(name), `main ${name}\n`);
  git('add', '.');
  git('commit', '--quiet', '-m', 'main');
  git('checkout', '--quiet', '-b', 'other');
  for (const name of names.slice(0, COUNT / 2)) await writeFile(vault.path(name), `other ${name}\n`);
  await rm(vault.path(names.at(-1)!));
  git('commit', '--quiet', '-a', '-m', 'other');
  git('checkout', '--quiet', 'main');
  const agrees = async (): Promise<boolean> => {
    const [notes, files] = [await vault.notes(), await vault.files()];
    return notes.size === files.size && [...files].every(([name, text]) => notes.get(name)?.content === text);
  };
  await vault.until(agrees, (is) => is);
  expect((await vault.notes()).size).toBe(COUNT);
  const ids = new Map([...(await vault.notes())].map(([name, { id }]) => [name, id]));
  git('checkout', '--quiet', 'other');
  await vault.until(agrees, (is) => is);
  expect((await vault.notes()).size).toBe(COUNT - 1);
  git('checkout', '--quiet', 'main');
  await vault.until(agrees, (is) => is);
  expect(new Map([...(await vault.notes())].map(([name, { id }]) => [name, id]))).toEqual(ids);
});
