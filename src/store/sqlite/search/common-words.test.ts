import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newUser } from '../../../../test/support/records.ts';
import { shelfTerm } from '../../../domain/index-terms.ts';
import type { Store } from '../../store.ts';
import type { Match, MatchTerm } from '../../search.ts';
import { openSqlite } from '../open.ts';
import { EVERYWHERE } from './postings.ts';

/** More than what is looked at for one answer, where everything that is asked for is common. */
const COUNT = 15_000;

let folder: string;
let store: Store;

/** Every third note has `one`, every third other `two`; both stand together in the oldest note only. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'commonplace-common-'));
  const file = join(folder, 'store.db');
  store = await openSqlite(file);
  await store.transact((tx) => tx.users.insert(newUser('ada')));
  const db = new Database(file);
  const insert = db.prepare('insert into note_search (rowid, title, body, scope) values (?, ?, ?, ?)');
  const shelf = shelfTerm({ ownerId: 1, status: 'NORMAL', visibility: 'PRIVATE' });
  db.transaction(() => {
    for (let id = 1; id <= COUNT; id++) {
      const word = ['one', 'two', 'three'][id % 3];
      insert.run(BigInt(id), '', id === 1 ? 'one two' : word, shelf);
    }
  })();
  db.close();
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const text = (token: string): MatchTerm => ({ in: 'text', tokens: [token], prefix: false });

function matchOf(words: string[], none: string[] = []): Match {
  const shelf = shelfTerm({ ownerId: 1, status: 'NORMAL', visibility: 'PRIVATE' });
  const access: MatchTerm = { in: 'scope', tokens: [shelf], prefix: false };
  return {
    all: [{ any: [access] }, ...words.map((word) => ({ any: [text(word)] }))],
    none: none.map(text),
    isRebuilding: false,
  };
}

test('two common words that hardly meet are looked for part by part, each further down', async () => {
  const match = matchOf(['one', 'two']);
  const ends: number[] = [];
  let to = EVERYWHERE.to;
  for (;;) {
    const { positions, below } = await store.read.search.newest(match, { from: 0, to }, 10);
    if (below === null) {
      expect(positions).toEqual([1]);
      break;
    }
    expect(positions).toEqual([]);
    expect(below).toBeLessThan(to);
    ends.push(below);
    to = below;
  }
  expect(ends.length).toBeGreaterThan(0);
});

test('the same range is answered the same way again', async () => {
  const match = matchOf(['one', 'two']);
  const first = await store.read.search.newest(match, EVERYWHERE, 10);
  const range = { from: first.below!, to: EVERYWHERE.to };
  expect(await store.read.search.newest(match, range, 10)).toEqual({ positions: [], below: null });
});

test('a common word gives its newest notes at once', async () => {
  const { positions, below } = await store.read.search.newest(matchOf(['three']), EVERYWHERE, 500);
  expect(positions).toHaveLength(500);
  expect(positions[0]).toBe(14_999);
  expect(positions.at(-1)).toBe(14_999 - 499 * 3);
  expect(below).toBeNull();
});

test('what is excluded is left out, however common it is', async () => {
  const { positions } = await store.read.search.newest(matchOf([], ['one', 'two']), EVERYWHERE, 100);
  expect(positions).toHaveLength(100);
  expect(positions.every((position) => position % 3 === 2)).toBe(true);
});
