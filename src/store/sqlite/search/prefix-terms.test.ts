import { expect, test } from 'vitest';
import { prefixTerms } from './prefix-terms.ts';

test('a word is found by its first one, two and three characters', () => {
  expect(prefixTerms(['apple', 'ape', 'b'], ['apple', '京都'])).toEqual([
    'p:a',
    'p:ap',
    'p:app',
    'p:ape',
    'p:b',
    'p:京',
    'p:京都',
  ]);
});

test('characters of two units are not torn apart', () => {
  expect(prefixTerms(['𠮷野家'])).toEqual(['p:𠮷', 'p:𠮷野', 'p:𠮷野家']);
});
