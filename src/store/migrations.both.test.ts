import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { runRaw, schemaOf } from '../../test/support/raw-database.ts';
import { newUser, noteRecord } from '../../test/support/records.ts';
import { createTestLocation, type TestLocation } from '../../test/support/store.ts';
import { loadMigrations, type Migration } from './migrations.ts';
import { openStore } from './open.ts';

const shipped = loadMigrations(inject('engine'));
const later: Migration = {
  id: '9998_later',
  text: `CREATE TABLE later (id bigint PRIMARY KEY); INSERT INTO later (id) SELECT id FROM users;`,
  checksum: 'later',
};
const broken: Migration = {
  id: '9999_broken',
  text: `CREATE TABLE half (id bigint PRIMARY KEY); DELETE FROM settings; INSERT INTO nowhere VALUES (1);`,
  checksum: 'broken',
};

let location: TestLocation;
beforeEach(async () => {
  location = await createTestLocation();
});
afterEach(() => location.remove());

async function open(migrations?: Migration[]): Promise<void> {
  const store = await openStore(location.url, { migrations });
  await store.close();
}

async function fill(): Promise<void> {
  const store = await openStore(location.url);
  await store.transact(async (tx) => {
    await tx.users.insert(newUser('ada'));
    await tx.settings.put('title', 'kept');
  });
  await store.close();
}

const journal = async () => (await runRaw(location.url, 'select id from migrations order by id'))[0];

test('a new database gets every migration once', async () => {
  await open();
  expect(await journal()).toEqual(shipped.map(({ id }) => ({ id })));
  const before = await schemaOf(location.url);
  await open();
  expect(await schemaOf(location.url)).toEqual(before);
});

test('opening an existing database leaves what is in it', async () => {
  await fill();
  const store = await openStore(location.url);
  expect((await store.read.users.list()).map((user) => user.username)).toEqual(['ada']);
  expect((await store.read.settings.all()).get('title')).toBe('kept');
  await store.close();
});

test('notes that were there before they were counted are counted', async () => {
  const before = shipped.filter(({ id }) => id < '0008');
  const old = await openStore(location.url, { migrations: before });
  await old.transact(async (tx) => {
    const { id: ownerId } = await tx.users.insert(newUser('ada'));
    for (const id of [1, 2]) await tx.notes.insert(noteRecord({ id, ownerId }));
    await tx.notes.insert(noteRecord({ id: 3, ownerId, status: 'ARCHIVED' }));
  });
  await old.close();
  const store = await openStore(location.url);
  expect(await store.read.counts.of('user:1')).toBe(2);
  expect(await store.read.checks.wrongCounts()).toEqual([]);
  await store.close();
});

test('a database that was upgraded step by step equals a new one', async () => {
  const all = [...shipped, later];
  for (let count = 1; count <= all.length; count++) await open(all.slice(0, count));
  const fresh = await createTestLocation();
  try {
    await (await openStore(fresh.url, { migrations: all })).close();
    expect(await schemaOf(location.url)).toEqual(await schemaOf(fresh.url));
  } finally {
    await fresh.remove();
  }
});

test('an upgrade sees the rows that are there', async () => {
  await fill();
  await open([...shipped, later]);
  expect(await runRaw(location.url, 'select id from later')).toEqual([[expect.anything()]]);
});

test('a failing migration leaves the database as it was, with all its rows', async () => {
  await fill();
  const before = await schemaOf(location.url);
  await expect(open([...shipped, later, broken])).rejects.toThrow(/nowhere/);
  expect(await schemaOf(location.url)).toEqual(before);
  expect(await journal()).toEqual(shipped.map(({ id }) => ({ id })));
  expect(await runRaw(location.url, 'select name from settings')).toEqual([[{ name: 'title' }]]);
  await open();
});

test('a failing first migration leaves an empty database', async () => {
  await expect(open([...shipped, broken])).rejects.toThrow(/nowhere/);
  expect(await schemaOf(location.url)).toEqual([]);
  await open();
});

test('a migration that was edited after it ran is refused by name', async () => {
  await open();
  const [first, ...rest] = shipped;
  const edited = [{ ...first!, checksum: 'other' }, ...rest];
  await expect(open(edited)).rejects.toThrow(
    `The migration ${first!.id} differs from the one that made this database`,
  );
});

test('a database of a newer version is refused, saying so', async () => {
  await open([...shipped, later]);
  await expect(open()).rejects.toThrow('has the migration 9998_later, which this version does not know');
  await open([...shipped, later]);
});

test('several openings of a new database at once upgrade it once', async () => {
  await Promise.all([open(), open(), open()]);
  expect(await journal()).toEqual(shipped.map(({ id }) => ({ id })));
});
