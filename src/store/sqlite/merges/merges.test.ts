import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../../../../test/support/command-line.ts';
import { newUser, noteRecord } from '../../../../test/support/records.ts';
import { openSqlite } from '../open.ts';

/** Less than what SQLite would merge within a commit. */
const COMMITS = 15;

test('pieces of the full-text index are merged beside the commits that add them', async () => {
  const file = `${await temporaryFolder()}/store.db`;
  const store = await openSqlite(file);
  await store.transact((tx) => tx.users.insert(newUser('ada')));
  for (let id = 1; id <= COMMITS; id++) {
    await store.transact((tx) => tx.notes.insert(noteRecord({ id, content: `the word and word${id}` })));
  }
  const match = {
    all: [{ any: [{ in: 'text' as const, tokens: ['word'], prefix: false }] }],
    none: [],
    isRebuilding: false,
  };
  const found = await store.read.search.newest(match, { from: 0, to: Number.MAX_SAFE_INTEGER }, 100);
  expect(found.positions).toHaveLength(COMMITS);
  await store.close();

  const db = new Database(file);
  const pieces = db.prepare('select count(distinct segid) from note_search_idx').pluck().get();
  db.exec(`insert into note_search (note_search, rank) values ('integrity-check', 0)`);
  db.close();
  expect(pieces).toBeLessThanOrEqual(8);
});
