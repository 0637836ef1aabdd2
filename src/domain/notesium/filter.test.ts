import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createFilter } from './filter.ts';

const word = fc.constantFrom('a', 'b', 'É', ' ', '|', '!', '"', "'", 'Σ', '日');

test('a text that cannot match has no line that does', () => {
  fc.assert(
    fc.property(fc.string({ unit: word }), fc.array(fc.string({ unit: word })), (query, lines) => {
      const filter = createFilter(query);
      if (lines.some((line) => filter.matches(line))) expect(filter.mayMatch(lines.join('\n'))).toBe(true);
    }),
  );
});

test.each([
  ['a', 'xAx', true],
  ['a b', 'b a', true],
  ['a b', 'a', false],
  ['a|b c', 'b c', true],
  ['a|b c', 'a', false],
  ['!a', 'b', true],
  ['!a', 'A', false],
  ['!', 'anything', false],
  ['a|', 'anything', true],
  ['!a|b', 'x !a x', true],
  ['!a|b', 'x', false],
  ['"a b"', 'b a b', true],
  ['"a b"', 'b a', false],
  [`'it"s'`, 'it"s', true],
  ['"a  b', 'a  b', true],
  ['a\tb', 'a b', false],
  ['', 'anything', true],
])('%j on %j: %j', (query, line, expected) => {
  expect(createFilter(query).matches(line)).toBe(expected);
});
