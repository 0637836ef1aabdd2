import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import type { Kysely } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { EPOCH, newUser, noteRecord } from '../../../../test/support/records.ts';
import { shelfTerm } from '../../../domain/index-terms.ts';
import { matches, parseQuery, tokenize, type Term } from '../../../domain/search/index.ts';
import type { MatchTerm } from '../../search.ts';
import type { Tables } from '../../schema.ts';
import type { Store } from '../../store.ts';
import { kyselyOn } from '../dialect.ts';
import { CREATE_WORDS } from './words-with.ts';
import { openSqlite } from '../open.ts';
import { searchCommon } from './common.ts';
import { superset } from './leaves.ts';
import { planOf } from './plan.ts';
import { EVERYWHERE } from './postings.ts';
import { searchRare } from './rare.ts';

const WORDS = ['tea', 'teas', 'team', 'a', 'ab', 'abcd', 'abcde', 'x', '東京', '東', '京都', '🎉', 'é'];
const SHELF = shelfTerm({ ownerId: 1, status: 'NORMAL', visibility: 'PRIVATE' });

const word = fc.constantFrom(...WORDS);
const contents = fc.sample(
  fc.array(word, { minLength: 1, maxLength: 8 }).map((words) => words.join(' ')),
  { numRuns: 60, seed: 1 },
);
const phrase = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => `"${words.join(' ')}"`);
const term = fc.oneof(
  word,
  word.map((start) => `${start}*`),
  phrase,
  phrase.map((words) => `${words}*`),
);
const clause = fc.oneof(
  term,
  fc.tuple(term, term).map((sides) => sides.join('|')),
  term.map((unwanted) => `-${unwanted}`),
);
const query = fc.array(clause, { minLength: 1, maxLength: 4 }).map((clauses) => clauses.join(' '));

let folder: string;
let store: Store;
let db: Kysely<Tables>;
const records = contents.map((content, index) => {
  const record = noteRecord({ id: index + 1, content, visibility: 'PRIVATE' });
  return { ...record, tokens: { title: tokenize(record.note.title), body: tokenize(content) } };
});

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'commonplace-paths-'));
  const file = join(folder, 'store.db');
  store = await openSqlite(file);
  await store.transact((tx) => tx.users.insert(newUser('ada')));
  await store.transact(async (tx) => {
    for (const record of records) await tx.notes.insert(record);
  });
  const connection = new Database(file, { readonly: true });
  connection.exec(CREATE_WORDS);
  db = kyselyOn(connection);
});
afterAll(async () => {
  await db.destroy();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const text = (given: Term): MatchTerm => ({ in: 'text', ...given });

test('what is rare and what is common is found in different ways, and the same is found', async () => {
  const property = fc.asyncProperty(query, async (q) => {
    const asked = parseQuery(q, EPOCH);
    const match = {
      all: [
        { any: [{ in: 'scope' as const, tokens: [SHELF], prefix: false }] },
        ...asked.all.map(({ any }) => ({ any: any.map(text) })),
      ],
      none: asked.none.flatMap(({ any }) => any.map(text)),
      isRebuilding: false,
    };
    const expected = records
      .filter(({ note }) => matches(asked, note))
      .map(({ note }) => note.position)
      .toSorted((a, b) => b - a);
    const plan = await planOf(db, match);
    expect((await searchCommon(db, match, plan, EVERYWHERE, 100)).positions).toEqual(expected);
    for (const leaves of plan.groups) {
      for (const isVeryRare of [true, false]) {
        const rare = { query: superset(leaves), isVeryRare };
        expect((await searchRare(db, match, plan, rare, EVERYWHERE, 100)).positions).toEqual(expected);
      }
    }
  });
  await fc.assert(property, { numRuns: 300 });
});
