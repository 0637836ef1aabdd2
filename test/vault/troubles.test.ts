import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { cp, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { NoteView } from '../../src/domain/note.ts';
import { startVault, type VaultInstance } from '../support/vault.ts';

const isRoot = process.geteuid?.() === 0;
const NOBODY = 65_534;

const edit = ({ app, user }: VaultInstance, { id }: NoteView, content: string) =>
  app.services.notes.update(user, { id }, { content });

const unavailable = { code: 'VAULT_UNAVAILABLE' };

/** Nothing is in the trash, and reading goes on. */
async function expectReadable(vault: VaultInstance, contents: readonly string[]): Promise<void> {
  const notes = [...(await vault.notes()).values()].map(({ content }) => content);
  expect(notes.toSorted()).toEqual(contents.toSorted());
  expect(await vault.notes('TRASHED')).toEqual(new Map());
}

/** Runs `work` as somebody to whom permissions apply. */
async function asNobody(vault: VaultInstance, work: () => Promise<void>): Promise<void> {
  if (!isRoot) return work();
  execFileSync('chown', ['-R', `${NOBODY}`, vault.data]);
  process.seteuid?.(NOBODY);
  try {
    await work();
  } finally {
    process.seteuid?.(0);
  }
}

test('a folder that disappears: reading goes on, writing says so, and it comes back without a restart', async () => {
  const vault = await startVault({ compareEveryMs: 50 });
  const note = await vault.create('one');
  await rename(vault.folder, `${vault.folder}-away`);
  await expect(edit(vault, note, 'two')).rejects.toMatchObject(unavailable);
  await expect(vault.create('two')).rejects.toMatchObject(unavailable);
  await vault.until(
    async () => vault.log.join(),
    (log) => log.includes('cannot be compared'),
  );
  await expectReadable(vault, ['one']);
  await rename(`${vault.folder}-away`, vault.folder);
  await edit(vault, note, 'two');
  await writeFile(vault.path(note.filename), 'three');
  await vault.shows(note.filename, 'three');
});

test('an empty folder in the place of the known one, as where a drive is not mounted, is not written and trashes nothing', async () => {
  const vault = await startVault({ compareEveryMs: 50 });
  const note = await vault.create('one');
  await rename(vault.folder, `${vault.folder}-away`);
  await mkdir(vault.folder);
  await expect(edit(vault, note, 'two')).rejects.toMatchObject(unavailable);
  await expect(vault.create('two')).rejects.toMatchObject(unavailable);
  await expectReadable(vault, ['one']);
  expect(await readdir(vault.folder)).toEqual([]);
  await rm(vault.folder, { recursive: true });
  await rename(`${vault.folder}-away`, vault.folder);
  await edit(vault, note, 'two');
  await expectReadable(vault, ['two']);
});

test('a copy of the folder in its place is taken over: what it lacks is written, and what it has in addition is taken in', async () => {
  const vault = await startVault({ compareEveryMs: 50 });
  const [one, two] = [await vault.create('one'), await vault.create('two')];
  await cp(vault.folder, `${vault.folder}-copy`, { recursive: true });
  await rm(join(`${vault.folder}-copy`, one.filename));
  await writeFile(join(`${vault.folder}-copy`, '64214a1d.md'), 'three');
  await rename(vault.folder, `${vault.folder}-away`);
  await rename(`${vault.folder}-copy`, vault.folder);
  await vault.shows('64214a1d.md', 'three');
  await vault.until(
    () => vault.files(),
    (files) => files.has(one.filename),
  );
  await expectReadable(vault, ['one', 'two', 'three']);
  expect((await vault.notes()).get(two.filename)?.id).toBe(two.id);
});

test('a folder that must not be written: reading goes on, writing says so', async () => {
  const vault = await startVault();
  const note = await vault.create('one');
  await asNobody(vault, async () => {
    chmodSync(vault.folder, 0o500);
    await expect(edit(vault, note, 'two')).rejects.toMatchObject(unavailable);
    await expect(vault.create('two')).rejects.toMatchObject(unavailable);
    await expect(vault.app.services.notes.remove(vault.user, note)).rejects.toMatchObject(unavailable);
    await expectReadable(vault, ['one']);
    chmodSync(vault.folder, 0o700);
    await edit(vault, note, 'two');
  });
  expect(await vault.files()).toEqual(new Map([[note.filename, 'two']]));
});

test('a file that cannot be read keeps its note as it was, until it can', async () => {
  const vault = await startVault({ compareEveryMs: 100 });
  const note = await vault.create('one');
  await asNobody(vault, async () => {
    await writeFile(vault.path(note.filename), 'two');
    chmodSync(vault.path(note.filename), 0);
    await vault.until(
      async () => vault.store.read.vaultFiles.ofNote(note.id),
      (file) => file?.problem === 'unreadable',
    );
    await expectReadable(vault, ['one']);
    await expect(edit(vault, note, 'three')).rejects.toMatchObject({
      code: 'FILE_CONFLICT',
      message: expect.stringContaining('cannot be read'),
    });
    chmodSync(vault.path(note.filename), 0o600);
    await vault.shows(note.filename, 'two');
    await edit(vault, note, 'three');
  });
  expect(await vault.files()).toEqual(new Map([[note.filename, 'three']]));
});

/** Whether this machine lets us put a small disk somewhere. */
function mountSmallDisk(folder: string, cleanups: (() => void)[]): boolean {
  if (!isRoot || process.platform !== 'linux') return false;
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder]);
  if (status !== 0) return false;
  cleanups.push(() => void spawnSync('umount', ['-l', folder]));
  return true;
}

test('a full disk: the write says so, changes nothing, and works again when there is room', async (context) => {
  let isSmall = false;
  const vault = await startVault(
    {},
    {
      async before(data, cleanups) {
        await mkdir(join(data, 'notes', 'ada'), { recursive: true });
        isSmall = mountSmallDisk(join(data, 'notes', 'ada'), cleanups);
      },
    },
  );
  if (!isSmall) return context.skip('needs the right to mount a disk');
  const small = await vault.create('small');
  const large = await vault.create('x'.repeat(30_000));
  await expect(edit(vault, large, 'y'.repeat(60_000))).rejects.toMatchObject({ code: 'STORAGE_FULL' });
  const together = await Promise.allSettled([
    vault.create('z'.repeat(60_000)),
    edit(vault, small, 'still small'),
  ]);
  expect(together.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
  await expectReadable(vault, ['still small', large.content]);
  expect([...(await vault.files()).values()].toSorted()).toEqual(['still small', large.content].toSorted());
  expect((await readdir(vault.folder)).filter((name) => name.startsWith('.'))).toEqual([]);
  await edit(vault, large, 'now small');
  // What was replaced is kept for a second, in case somebody still writes into it.
  await vault.until(
    () => vault.create('z'.repeat(30_000)).catch(() => null),
    (note) => note !== null,
  );
});

test('a drive that is unmounted and mounted again', async (context) => {
  let isSmall = false;
  const vault = await startVault(
    { compareEveryMs: 50 },
    {
      async before(data, cleanups) {
        await mkdir(join(data, 'notes', 'ada'), { recursive: true });
        await mkdir(join(data, 'drive'));
        isSmall = mountSmallDisk(join(data, 'drive'), cleanups);
        if (isSmall) execFileSync('mount', ['--bind', join(data, 'drive'), join(data, 'notes', 'ada')]);
        cleanups.push(() => void spawnSync('umount', ['-l', join(data, 'notes', 'ada')]));
      },
    },
  );
  if (!isSmall) return context.skip('needs the right to mount a disk');
  const note = await vault.create('one');
  execFileSync('umount', ['-l', vault.folder]);
  await expect(edit(vault, note, 'two')).rejects.toMatchObject(unavailable);
  await expectReadable(vault, ['one']);
  execFileSync('mount', ['--bind', join(vault.data, 'drive'), vault.folder]);
  await edit(vault, note, 'two');
  await writeFile(vault.path(note.filename), 'three');
  await vault.shows(note.filename, 'three');
});

test('a read-only disk', async (context) => {
  let isSmall = false;
  const vault = await startVault(
    {},
    {
      async before(data, cleanups) {
        await mkdir(join(data, 'notes', 'ada'), { recursive: true });
        isSmall = mountSmallDisk(join(data, 'notes', 'ada'), cleanups);
      },
    },
  );
  if (!isSmall) return context.skip('needs the right to mount a disk');
  const note = await vault.create('one');
  execFileSync('mount', ['-o', 'remount,ro', vault.folder]);
  await expect(edit(vault, note, 'two')).rejects.toMatchObject(unavailable);
  await expectReadable(vault, ['one']);
  execFileSync('mount', ['-o', 'remount,rw', vault.folder]);
  await edit(vault, note, 'two');
});

test('one change that fails does not fail those that share its commit', async () => {
  const vault = await startVault();
  const notes = await Promise.all(Array.from({ length: 8 }, (_, index) => vault.create(`note ${index}`)));
  const [spoiled, ...others] = notes as [NoteView, ...NoteView[]];
  const edits = [spoiled, ...others].map((note) => edit(vault, note, `edited ${note.id}`));
  // Saved by an editor while the edits are on their way.
  await writeFile(vault.path(spoiled.filename), 'by the editor');
  await Promise.all(edits);
  const files = await vault.until(
    () => vault.files(),
    (found) => [...found.values()].every((text) => text === 'by the editor' || text.startsWith('edited')),
  );
  for (const { id, filename } of others) expect(files.get(filename)).toBe(`edited ${id}`);
  const versions = (await vault.store.read.notes.versions(spoiled.id)).map(({ content }) => content);
  await vault.until(
    () => vault.notes(),
    (now) => now.get(spoiled.filename)?.content === files.get(spoiled.filename),
  );
  expect([...versions, files.get(spoiled.filename)]).toEqual(
    expect.arrayContaining(['note 0', files.get(spoiled.filename)]),
  );
});

test('a name that a crash has left behind is gone after the next start', async () => {
  const vault = await startVault();
  await vault.create('one');
  await writeFile(join(vault.folder, '.commonplace-0123456789abcdef.new'), 'half a no');
  await writeFile(join(vault.folder, '.commonplace-notes'), 'not ours');
  await vault.restart();
  expect((await readdir(vault.folder)).filter((name) => name.startsWith('.'))).toEqual([
    '.commonplace-notes',
  ]);
});
