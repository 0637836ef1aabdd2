import { homedir } from 'node:os';
import { expect, test } from 'vitest';
import { notesFolder } from './notes-folder.ts';

test.each([
  [{ NOTESIUM_DIR: '/srv/notes', HOME: '/home/ada' }, '/srv/notes'],
  [{ HOME: '/home/ada' }, '/home/ada/notes'],
  [{ NOTESIUM_DIR: '', HOME: '/home/ada' }, '/home/ada/notes'],
  [{ NOTESIUM_DIR: 'notes/../mine' }, `${process.cwd()}/mine`],
  [{}, `${homedir()}/notes`],
])('the folder of %j', (env, folder) => {
  expect(notesFolder(env)).toBe(folder);
});
