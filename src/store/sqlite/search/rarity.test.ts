import { expect, test } from 'vitest';
import { temporaryFolder } from '../../../../test/support/command-line.ts';
import { newUser, noteRecord } from '../../../../test/support/records.ts';
import { openSqlite } from '../open.ts';
import Database from 'better-sqlite3';
import { kyselyOn } from '../dialect.ts';
import { isRarer } from './rarity.ts';
import { search } from './search.ts';

const EVERYWHERE = { from: 0, to: Number.MAX_SAFE_INTEGER };
const match = {
  all: [{ any: [{ in: 'text' as const, tokens: ['word'], prefix: false }] }],
  none: [],
  isRebuilding: false,
};

test('what was rare a moment ago is found whole when it is rare no more', async () => {
  const file = `${await temporaryFolder()}/store.db`;
  const store = await openSqlite(file);
  await store.transact((tx) => tx.users.insert(newUser('ada')));
  const connection = new Database(file);
  const db = kyselyOn(connection);
  expect(isRarer(db, '"word"', 512)).toBe(true);
  expect((await search(db, match, EVERYWHERE, 10)).positions).toEqual([]);

  const insert = connection.prepare(
    `insert into note_search (rowid, title, body, scope) values (?, '', 'word', '')`,
  );
  connection.transaction(() => {
    for (let id = 1; id <= 6000; id++) insert.run(BigInt(id));
  })();
  expect(isRarer(db, '"word"', 512)).toBe(true);
  const { positions, below } = await search(db, match, EVERYWHERE, 5500);
  expect(positions).toHaveLength(5500);
  expect(positions[0]).toBe(6000);
  expect(below).toBeNull();
  connection.close();
  await store.close();
});

test('each connection remembers for itself', async () => {
  const file = `${await temporaryFolder()}/store.db`;
  const store = await openSqlite(file);
  await store.transact((tx) => tx.users.insert(newUser('ada')));
  const [first, second] = [new Database(file), new Database(file)];
  expect(isRarer(kyselyOn(first), '"words"', 0)).toBe(true);
  await store.transact((tx) => tx.notes.insert(noteRecord({ id: 1, content: 'words words' })));
  expect(isRarer(kyselyOn(second), '"words"', 0)).toBe(false);
  first.close();
  second.close();
  await store.close();
});
