import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compare } from './compare.ts';

const kinds = (before: string, after: string): string[] => compare(before, after).map(({ kind }) => kind);

test('words that changed are found in their line', () => {
  expect(compare('a\nthe brown fox runs\nc', 'a\nthe red fox runs\nc')[1]).toEqual({
    kind: 'changed',
    pieces: [
      { kind: 'same', text: 'the ' },
      { kind: 'removed', text: 'brown' },
      { kind: 'added', text: 'red' },
      { kind: 'same', text: ' fox runs' },
    ],
  });
});

test.each([
  ['a line that came', 'a\nb\n', 'a\nx\nb\n', ['same', 'added', 'same']],
  ['a line that went', 'a\nx\nb\n', 'a\nb\n', ['same', 'removed', 'same']],
  ['another line in its place', 'one two three', 'vier fünf sechs', ['removed', 'added']],
  ['a line end at the end', 'a', 'a\n', ['same']],
  ['nothing', 'a\nb', 'a\nb', ['same', 'same']],
  ['all', '', 'a\nb', ['added', 'added']],
])('%s', (_, before, after, expected) => {
  expect(kinds(before, after)).toEqual(expected);
});

test('both texts can be read from the comparison', () => {
  const text = fc
    .array(fc.constantFrom('a b c', 'a x c', 'd', '', 'e f'), { maxLength: 8 })
    .map((lines) => lines.join('\n'));
  const side = (lines: ReturnType<typeof compare>, without: string): string =>
    lines
      .filter(({ kind }) => kind !== without)
      .map(({ pieces }) =>
        pieces
          .filter(({ kind }) => kind !== without)
          .map((piece) => piece.text)
          .join(''),
      )
      .join('\n')
      .trimEnd();
  fc.assert(
    fc.property(text, text, (before, after) => {
      const lines = compare(before, after);
      expect(side(lines, 'added')).toBe(before.trimEnd());
      expect(side(lines, 'removed')).toBe(after.trimEnd());
    }),
    { numRuns: 300 },
  );
});

test('two long texts with nothing in common take a moment at most', () => {
  const of = (word: string): string => Array.from({ length: 20_000 }, (_, i) => `${word} ${i}`).join('\n');
  const began = performance.now();
  expect(compare(of('a'), of('b')).length).toBeGreaterThan(0);
  expect(performance.now() - began).toBeLessThan(3000);
});
