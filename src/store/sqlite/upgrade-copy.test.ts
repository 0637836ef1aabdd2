import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newUser } from '../../../test/support/records.ts';
import { loadMigrations, type Migration } from '../migrations.ts';
import { openSqlite } from './open.ts';

const shipped = loadMigrations('sqlite');
const next: Migration = {
  id: '9998_next',
  text: 'ALTER TABLE users ADD COLUMN extra TEXT',
  checksum: 'next',
};
const broken: Migration = { id: '9998_next', text: 'DROP TABLE users; SELECT nothing;', checksum: 'broken' };

let folder: string;
let file: string;
let copy: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'commonplace-upgrade-'));
  file = join(folder, 'store.db');
  copy = `${file}.before-9998_next`;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function addUser(username: string): Promise<void> {
  const store = await openSqlite(file, shipped);
  await store.transact((tx) => tx.users.insert(newUser(username)));
  await store.close();
}

async function open(migrations: Migration[]): Promise<void> {
  await (await openSqlite(file, migrations)).close();
}

async function usersIn(path: string): Promise<string[]> {
  const store = await openSqlite(path, shipped);
  const users = await store.read.users.list();
  await store.close();
  return users.map((user) => user.username);
}

test('before an upgrade, a copy that the version before can open lies beside the database', async () => {
  await addUser('ada');
  await open([...shipped, next]);
  expect(await usersIn(copy)).toEqual(['ada']);
});

test('the copy of a failed upgrade gives way to that of the next try', async () => {
  await addUser('ada');
  await expect(open([...shipped, broken])).rejects.toThrow(/nothing/);
  expect(await usersIn(copy)).toEqual(['ada']);
  await addUser('ben');
  await open([...shipped, next]);
  expect(await usersIn(copy)).toEqual(['ada', 'ben']);
});

test('a new database and one that is up to date are not copied', async () => {
  await open(shipped);
  await open(shipped);
  expect(readdirSync(folder).filter((name) => name.includes('before'))).toEqual([]);
});

test('the folder of a new database is for its owner alone', async () => {
  const store = await openSqlite(join(folder, 'deep', 'er', 'store.db'));
  await store.close();
  expect(statSync(join(folder, 'deep')).mode & 0o077).toBe(0);
});

test('a file that is no database is refused and left alone', async () => {
  const { writeFileSync, readFileSync } = await import('node:fs');
  writeFileSync(file, 'my shopping list\n'.repeat(100));
  await expect(open(shipped)).rejects.toThrow('file is not a database');
  expect(readFileSync(file, 'utf8')).toBe('my shopping list\n'.repeat(100));
});

test('while another process writes, changes wait and this one goes on', async () => {
  const store = await openSqlite(file);
  const other = new Database(file);
  other.exec('begin immediate');
  let done = false;
  const change = store.transact((tx) => tx.users.insert(newUser('ada'))).then(() => (done = true));
  for (let turn = 0; turn < 20; turn++) await store.read.users.count();
  expect(done).toBe(false);
  other.exec('commit');
  other.close();
  await change;
  expect(await store.read.users.count()).toBe(1);
  await store.close();
  expect(existsSync(file)).toBe(true);
});
