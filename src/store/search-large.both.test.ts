import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noteRecord, newUser } from '../../test/support/records.ts';
import { openTestStore, type TestStore } from '../../test/support/store.ts';
import { shelfTerm } from '../domain/index-terms.ts';
import { tokenize } from '../domain/search/index.ts';
import type { MatchTerm } from './search.ts';

const ALL = { from: 0, to: Number.MAX_SAFE_INTEGER };
const MIB = 1024 * 1024;

/** Different words, together 1 MiB: more than a tsvector holds. */
const distinctText = Array.from(
  { length: MIB / 8 },
  (_, index) => `w${index.toString(36).padStart(6, '0')}`,
).join(' ');
/** Different pairs of Chinese characters: 1 MiB. */
const chineseText = Array.from({ length: MIB / 3 }, (_, index) =>
  String.fromCodePoint(0x4e00 + ((index * 7919 + Math.floor(index / 20_000)) % 20_000)),
).join('');
/** 25,000 words, one of them every fifth; the last ones nowhere else. */
const longText = `${Array.from({ length: 25_000 }, (_, index) =>
  index % 5 === 0 ? 'the' : `v${index % 3000}`,
).join(' ')} the omega final the end`;
const [distinct, chinese, long] = [tokenize(distinctText), tokenize(chineseText), tokenize(longText)];

let opened: TestStore;
beforeAll(async () => {
  opened = await openTestStore();
  await opened.store.transact((tx) => tx.users.insert(newUser('ada')));
  for (const [index, content] of [distinctText, chineseText, longText].entries()) {
    const tokens = { title: ['title'], body: tokenize(content) };
    const record = { ...noteRecord({ id: index + 1, content }), tokens };
    await opened.store.transact((tx) => tx.notes.insert(record));
  }
});
afterAll(() => opened.close());

const shelfOf = (ownerId: number) => shelfTerm({ ownerId, status: 'NORMAL', visibility: 'PRIVATE' });
const owner: MatchTerm = { in: 'scope', tokens: [shelfOf(1)], prefix: false };
const text = (tokens: string, prefix = false): MatchTerm => ({
  in: 'text',
  tokens: tokens.split(' '),
  prefix,
});

async function found(wanted: MatchTerm[], unwanted: MatchTerm[] = []): Promise<number[]> {
  const match = {
    all: [{ any: [owner] }, ...wanted.map((term) => ({ any: [term] }))],
    none: unwanted,
    isRebuilding: false,
  };
  const { positions } = await opened.store.read.search.newest(match, ALL, 10);
  const { candidates } = await opened.store.read.search.candidates(match, [], ALL, 10);
  expect(candidates.map((hit) => hit.position)).toEqual(positions);
  const notes = await opened.store.read.notes.atPositions(positions, { userId: 1, visibilities: [] });
  return notes.map((note) => note.id).toSorted((a, b) => a - b);
}

describe.each([
  ['1 MiB of different words', 1, distinct],
  ['1 MiB of Chinese', 2, chinese],
  ['a note of 25,000 words', 3, long],
] as const)('%s', (_name, id, tokens) => {
  const last = tokens.length - 1;
  const phraseAt = (index: number) => `${tokens[index]} ${tokens[index + 1]}`;

  test.each([0, 20_000, last - 2])(
    'is found by the words at place %i, alone, as a phrase and by a beginning',
    async (at) => {
      expect(await found([text(tokens[at]!)])).toContain(id);
      expect(await found([text(phraseAt(at))])).toContain(id);
      expect(await found([text(phraseAt(at).slice(0, -1), true)])).toContain(id);
    },
  );

  test('is not found by a phrase whose words stand apart', async () => {
    expect(await found([text(`${tokens[last]} ${tokens[1]}`)])).toEqual([]);
  });

  test('is excluded by any of its words and phrases', async () => {
    expect(await found([], [text(tokens[last]!)])).not.toContain(id);
    expect(await found([], [text(phraseAt(last - 1))])).not.toContain(id);
    expect(await found([], [text(tokens[0]!), text('nowhere')])).not.toContain(id);
    expect(await found([], [text('nowhere'), text(`${tokens[last]} ${tokens[1]}`)])).toContain(id);
  });
});

test('a frequent word between rare ones is part of the phrase', async () => {
  expect(await found([text('the omega final the end')])).toEqual([3]);
  expect(await found([text('the final')])).toEqual([]);
});

test('several words must all be there, in a huge note too', async () => {
  expect(await found([text(distinct[0]!), text(distinct.at(-1)!)])).toEqual([1]);
  expect(await found([text(distinct[0]!), text(long[1]!)])).toEqual([]);
  expect(await found([text('title')])).toEqual([1, 2, 3]);
});

test('another owner is no part of any of it', async () => {
  const match = {
    all: [{ any: [{ ...owner, tokens: [shelfOf(2)] }] }, { any: [text(distinct.at(-1)!)] }],
    none: [],
    isRebuilding: false,
  };
  expect(await opened.store.read.search.newest(match, ALL, 10)).toEqual({ positions: [], below: null });
});
