import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matches } from './matches.ts';
import { parseQuery } from './parse-query.ts';
import { tokenize } from './tokenize.ts';

const find = (q: string, content: string, title = ''): boolean =>
  matches(parseQuery(q, 0), { title, content });

test.each([
  ['cafe', 'Le Café', true],
  ['caf', 'Le Café', false],
  ['caf*', 'Le Café', true],
  ['le cafe', 'Café, le', true],
  ['"le cafe"', 'Café, le', false],
  ['"le cafe"', 'le, café!', true],
  ['"le ca"*', 'le café', true],
  ['-cafe', 'Le Café', false],
  ['-tea', 'Le Café', true],
  ['tea|cafe', 'Le Café', true],
  ['le -tea|cafe', 'Le Café', false],
  ['foo-bar', 'the foo bar', true],
  ['foo-bar', 'bar foo', false],
  ['https://x.y/z', 'see https://x.y/z#a', true],
  ['本', '日本語', true],
  ['語', '日本語', true],
  ['日語', '日本語', false],
  ['"日本語"', '日本語です', true],
  ['日本foo', '日本foo', true],
  ['日本foo', '日本語foo', false],
  ['🎉', 'party🎉🎉', true],
  ['"a a b"', 'a a a b', true],
])('%j in %j: %j', (q, content, found) => expect(find(q, content)).toBe(found));

test('title and content are two texts', () => {
  expect(find('one two', 'two', 'one')).toBe(true);
  expect(find('"one two"', 'two', 'one')).toBe(false);
});

const anyText = fc.string({ unit: 'grapheme', maxLength: 60 });

test('each word of a text is found in it', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      for (const word of text.split(/[\s|]+/)) {
        if (tokenize(word).length > 0) expect(find(`"${word.replaceAll('"', ' ')}"`, text)).toBe(true);
      }
    }),
  );
});

test('any neighbours in scripts without gaps are found', () => {
  const unit = fc.constantFrom(...'日本語漢字かなカナ한국어ไทยក၀ab 1。');
  fc.assert(
    fc.property(
      fc.string({ unit, minLength: 2, maxLength: 30 }),
      fc.nat(),
      fc.integer({ min: 1, max: 4 }),
      (text, at, size) => {
        const start = at % text.length;
        const part = text.slice(start, start + size);
        fc.pre(/^[^ab 1。]+$/.test(part));
        expect(find(part, text)).toBe(true);
      },
    ),
  );
});

test('a phrase is found where and only where its tokens stand in order', () => {
  const words = fc.array(fc.constantFrom('a', 'b', 'ab'), { maxLength: 12 });
  const phrase = fc.array(fc.constantFrom('a', 'b', 'ab'), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(words, phrase, (text, wanted) => {
      const expected = ` ${text.join(' ')} `.includes(` ${wanted.join(' ')} `);
      expect(find(`"${wanted.join(' ')}"`, text.join(' '))).toBe(expected);
    }),
    { numRuns: 1000 },
  );
});
