import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addNote, addUser, openTestServices, type TestServices } from '../../test/support/services.ts';
import { EPOCH } from '../../test/support/records.ts';
import { DomainError } from '../domain/errors.ts';
import { matches, parseQuery, type SearchQuery } from '../domain/search/index.ts';

const WORDS =
  "a b ab abc é E Straße x_y it's 3.14 a-b Σ σς İ ﬁ e\u0301 日 本 日本 本日 日本語 カ ガ 한국 한 ไทย ア 日a 🎉 👩‍👩‍👧 🇩🇪 👍🏽 ๑".split(
    ' ',
  );
const NOISE = [
  '.',
  ',',
  '!',
  '\\',
  '%',
  "'",
  '"',
  '(',
  '|',
  '*',
  '~',
  '\n',
  '\t',
  '  ',
  '\u00a0',
  '\u200d',
  '\ufe0f',
  '_',
];

const word = fc.constantFrom(...WORDS);
const text = fc
  .array(fc.oneof({ weight: 5, arbitrary: word }, { weight: 1, arbitrary: fc.constantFrom(...NOISE) }), {
    minLength: 1,
    maxLength: 12,
  })
  .chain((parts) =>
    fc
      .array(fc.constantFrom(' ', ' ', '\n', ''), { minLength: parts.length, maxLength: parts.length })
      .map((gaps) => parts.map((part, index) => part + gaps[index]).join('')),
  );
const content = text.map((written) => `a ${written}`);
const phrase = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => `"${words.join(' ')}"`);
const term = fc.oneof(
  word,
  word,
  word.map((start) => `${start}*`),
  phrase,
  phrase.map((words) => `${words}*`),
  text.map((anything) => anything.replaceAll(/[#:]/g, '')),
);
const clause = fc.oneof(
  { weight: 4, arbitrary: term },
  { weight: 2, arbitrary: fc.tuple(term, term).map((sides) => sides.join('|')) },
  { weight: 2, arbitrary: term.map((unwanted) => `-${unwanted}`) },
);
const query = fc.array(clause, { minLength: 1, maxLength: 4 }).map((clauses) => clauses.join(' '));

let opened: TestServices;
beforeAll(async () => {
  opened = await openTestServices();
});
afterAll(() => opened.close());

function parsed(q: string): SearchQuery | null {
  try {
    return parseQuery(q, EPOCH);
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}

let users = 0;

test('the hits of any query over any notes are those that the language says', async () => {
  const property = fc.asyncProperty(
    fc.array(content, { minLength: 1, maxLength: 6 }),
    fc.array(query, { minLength: 1, maxLength: 6 }),
    async (contents, queries) => {
      // A new owner each time, so that the notes of the runs before are not in the way.
      const owner = await addUser(opened, `user${++users}`);
      const notes = await Promise.all(contents.map((one) => addNote(opened.services, owner, one)));
      for (const q of queries) {
        const meaning = parsed(q);
        if (!meaning) continue;
        const { hits } = await opened.services.search.find(owner, { q, limit: 100 });
        const expected = notes.filter((note) => matches(meaning, note));
        const shown = (list: { id: number; content: string }[]) =>
          list.toSorted((a, b) => a.id - b.id).map((n) => n.content);
        expect(shown(hits.map((hit) => hit.note)), q).toEqual(shown(expected));
      }
    },
  );
  await fc.assert(property, { numRuns: 60 });
});
