import { openSync, closeSync, writeSync, ftruncateSync, writeFileSync } from 'node:fs';
import { chmod, readdir, readFile, stat, unlink, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { sharedVault, startVault, type VaultInstance } from '../support/vault.ts';

const openVault = sharedVault();

async function contentsOf({ store }: VaultInstance, id: number): Promise<string[]> {
  return (await store.read.notes.versions(id)).map(({ content }) => content);
}

test('a new note is a file with its very bytes, named by its second, with the time of its edit', async () => {
  const vault = await openVault();
  const note = await vault.create('# Title\n\nno final newline');
  expect(note.filename).toBe(`${Math.floor(note.createdAt / 1000).toString(16)}.md`);
  expect(await readFile(vault.path(note.filename), 'utf8')).toBe('# Title\n\nno final newline');
  expect(Math.floor((await stat(vault.path(note.filename))).mtimeMs)).toBe(note.editedAt);
});

test('what is written through the API is no edit from outside', async () => {
  const vault = await openVault();
  const note = await vault.create('one');
  const { revision } = await vault.app.services.notes.update(vault.user, note, { content: 'two' });
  await vault.app.services.vault?.reconcile(
    (await vault.app.services.vault.all()).find(({ id }) => id === vault.user.userId)!,
    true,
  );
  expect((await vault.notes()).get(note.filename)).toMatchObject({ content: 'two', revision });
});

test('edits of one note within a millisecond have times that grow', async () => {
  const vault = await openVault();
  const note = await vault.create('0');
  const edits = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      vault.app.services.notes.update(vault.user, note, { content: `edit ${index}` }),
    ),
  );
  const times = edits.map(({ editedAt }) => editedAt);
  expect(new Set(times).size).toBe(20);
  const last = edits.find(({ editedAt }) => editedAt === Math.max(...times));
  expect(await readFile(vault.path(note.filename), 'utf8')).toBe(last?.content);
  expect(Math.floor((await stat(vault.path(note.filename))).mtimeMs)).toBe(last?.editedAt);
});

test('a hundred notes written at once are a hundred files', async () => {
  const vault = await openVault();
  await Promise.all(Array.from({ length: 100 }, (_, index) => vault.create(`note ${index}`)));
  const [notes, files] = [await vault.notes(), await vault.files()];
  expect(files.size).toBe(100);
  for (const [name, text] of files) expect(notes.get(name)?.content).toBe(text);
  expect((await readdir(vault.folder)).filter((name) => name.startsWith('.'))).toEqual([]);
});

test('If-Match does not hold for a version that an editor has replaced a moment ago', async () => {
  const vault = await openVault();
  const { id, filename, revision } = await vault.create('by API');
  await writeFile(vault.path(filename), 'by the editor');
  await expect(
    vault.app.services.notes.update(
      vault.user,
      { id },
      { content: 'late' },
      (now) => now.revision === revision,
    ),
  ).rejects.toMatchObject({ code: 'FAILED_PRECONDITION' });
  expect(await readFile(vault.path(filename), 'utf8')).toBe('by the editor');
  await vault.shows(filename, 'by the editor');
});

test('an edit without a condition lands on top, with what the editor wrote in the history', async () => {
  const vault = await openVault();
  const { id, filename } = await vault.create('by API');
  await writeFile(vault.path(filename), 'by the editor');
  await vault.app.services.notes.update(vault.user, { id }, { content: 'on top' });
  expect(await readFile(vault.path(filename), 'utf8')).toBe('on top');
  expect(await contentsOf(vault, id)).toEqual(['by the editor', 'by API']);
});

test('pinning a note takes in what an editor has saved, and leaves the file', async () => {
  const vault = await openVault();
  const { id, filename } = await vault.create('by API');
  await writeFile(vault.path(filename), 'by the editor');
  const note = await vault.app.services.notes.update(vault.user, { id }, { pinned: true });
  expect(note).toMatchObject({ content: 'by the editor', pinned: true });
  expect(await readFile(vault.path(filename), 'utf8')).toBe('by the editor');
});

test('renaming a tag meets what an editor has just saved', async () => {
  const vault = await openVault();
  const { filename } = await vault.create('#old by API');
  await writeFile(vault.path(filename), '#old by the editor');
  await vault.app.services.tags.rename(vault.user, 'old', 'new');
  expect(await readFile(vault.path(filename), 'utf8')).toBe('#new by the editor');
});

test('the name of a file that has just appeared is taken', async () => {
  const vault = await openVault();
  const second = Math.floor(Date.now() / 1000);
  const names = Array.from({ length: 10 }, (_, index) => `${(second + index).toString(16)}.md`);
  for (const name of names) writeFileSync(vault.path(name), `file ${name}`);
  const note = await vault.create('by API');
  expect(names).not.toContain(note.filename);
  for (const name of names) await vault.shows(name, `file ${name}`);
  expect((await vault.files()).size).toBe(11);
});

test('what a program writes into a file that it had open while it was replaced is not lost', async () => {
  const vault = await openVault();
  const { id, filename } = await vault.create('by API');
  const fd = openSync(vault.path(filename), 'r+');
  await vault.app.services.notes.update(vault.user, { id }, { content: 'on top' });
  ftruncateSync(fd);
  writeSync(fd, 'by the editor', 0);
  closeSync(fd);
  await vault.shows(filename, 'by the editor');
  expect(await readFile(vault.path(filename), 'utf8')).toBe('by the editor');
  expect(await contentsOf(vault, id)).toContain('on top');
});

test('the trash has no files; what comes back from it has', async () => {
  const vault = await openVault();
  const { id, filename } = await vault.create('content');
  await vault.app.services.notes.remove(vault.user, { id });
  expect(await vault.files()).toEqual(new Map());
  await vault.app.services.notes.update(vault.user, { id }, { status: 'NORMAL' });
  expect(await vault.files()).toEqual(new Map([[filename, 'content']]));
  await vault.app.services.notes.update(vault.user, { id }, { status: 'ARCHIVED' });
  expect((await vault.files()).size).toBe(1);
  await vault.app.services.notes.remove(vault.user, { id });
  await vault.app.services.notes.remove(vault.user, { id }, { force: true });
  expect(await vault.files()).toEqual(new Map());
});

test('an edit of a note whose file has just been removed finds it in the trash', async () => {
  const vault = await openVault();
  const { id, filename } = await vault.create('content');
  await unlink(vault.path(filename));
  await vault.app.services.notes.update(vault.user, { id }, { content: 'edited' });
  expect((await vault.notes('TRASHED')).get(filename)?.content).toBe('edited');
  expect(await vault.files()).toEqual(new Map());
});

test('line ends, byte order mark and the missing final newline stay as they were found', async () => {
  const vault = await openVault();
  const name = '64214a1d.md';
  await writeFile(vault.path(name), '\uFEFF# Title\r\n\r\n- one\r\n- two');
  const { id } = await vault.shows(name, '# Title\r\n\r\n- one\r\n- two');
  const note = await vault.app.services.notes.update(vault.user, { id }, { content: '# Title\n\n- three' });
  expect(note.content).toBe('# Title\r\n\r\n- three');
  expect(await readFile(vault.path(name), 'utf8')).toBe('\uFEFF# Title\r\n\r\n- three');
});

test('a file with mixed line ends gets what was sent', async () => {
  const vault = await openVault();
  const name = '64214a1d.md';
  await writeFile(vault.path(name), 'a\r\nb\nc');
  const { id } = await vault.shows(name, 'a\r\nb\nc');
  await vault.app.services.notes.update(vault.user, { id }, { content: 'd\ne' });
  expect(await readFile(vault.path(name), 'utf8')).toBe('d\ne');
});

test('who may read a file stays as it was', async () => {
  const vault = await openVault();
  const { id, filename } = await vault.create('content');
  await chmod(vault.path(filename), 0o640);
  await vault.app.services.notes.update(vault.user, { id }, { content: 'edited' });
  expect((await stat(vault.path(filename))).mode & 0o777).toBe(0o640);
});

test.each([
  ['bytes that are not UTF-8', Buffer.from([0x23, 0x20, 0x68, 0xe9, 0x0a]), '# h\uFFFD\n', 'not valid UTF-8'],
  ['the character NUL', Buffer.from('# h\0\n'), '# h\uFFFD\n', 'NUL'],
  ['more than a note may hold', Buffer.from('x'.repeat(3000)), 'x'.repeat(2048), 'larger'],
])('a file with %s is shown as far as it decodes, and never rewritten', async (_, bytes, content, reason) => {
  const vault = await startVault({ maxContentBytes: 2048 });
  const name = '64214a1d.md';
  await writeFile(vault.path(name), bytes);
  const { id } = await vault.shows(name, content);
  const { notes } = vault.app.services;
  const refused = { code: 'FILE_CONFLICT', message: expect.stringContaining(reason) };
  await expect(notes.update(vault.user, { id }, { content: 'new' })).rejects.toMatchObject(refused);
  await expect(notes.remove(vault.user, { id })).rejects.toMatchObject(refused);
  await notes.update(vault.user, { id }, { pinned: true });
  expect(await readFile(vault.path(name))).toEqual(bytes);
  await writeFile(vault.path(name), 'repaired');
  await vault.shows(name, 'repaired');
  await notes.update(vault.user, { id }, { content: 'new' });
  expect(await readFile(vault.path(name), 'utf8')).toBe('new');
});

test('a change of more notes than files can be open at once', async () => {
  const vault = await openVault();
  await Promise.all(Array.from({ length: 400 }, (_, index) => vault.create(`#old note ${index}`)));
  expect(await vault.app.services.tags.rename(vault.user, 'old', 'new')).toBe(400);
  const texts = [...(await vault.files()).values()];
  expect(texts.filter((text) => /^#new note \d+$/.test(text))).toHaveLength(400);
});
