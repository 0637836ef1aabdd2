import { describe, expect, test } from 'vitest';
import type { TextKey } from '../../../texts/en.ts';
import { asTyped } from './as-typed.ts';
import { checkQuery } from './check-query.ts';
import { filterValue, lastToken, replaceLast, setFilter, toggleToken, wordsOf } from './edit-query.ts';
import { belowTitle, markedParts, nearHit } from './marked-parts.ts';
import { queryProblem } from './problem-text.ts';

describe('while it is typed, the last word stands for all that begin like it', () => {
  test.each([
    ['pap', 'pap*'],
    ['old pap', 'old pap*'],
    ['tea|cof', 'tea|cof*'],
    ['日本', '日本*'],
    ['the margin is:pinned pa', 'the margin is:pinned pa*'],
  ])('%s', (q, searched) => expect(asTyped(q)).toBe(searched));
  test.each([
    'pap ',
    'pap*',
    '"a phr',
    '"a phrase"',
    '#wor',
    'tag:wor',
    'is:pin',
    'tea -pap',
    '-tea|pap',
    'c++',
    '',
  ])('but not in %j', (q) => expect(asTyped(q)).toBe(q));
});

test('filters are written into a query, replaced and taken out, and the rest stays as it was', () => {
  expect(toggleToken('"old paper" -glue', 'is:pinned')).toBe('"old paper" -glue is:pinned');
  expect(toggleToken('IS:pinned "old paper"', 'is:pinned')).toBe('"old paper"');
  expect(setFilter('tea after:7d before:2025-01-01', 'after', '2024-01-31')).toBe(
    'tea before:2025-01-01 after:2024-01-31',
  );
  expect(setFilter('tea after:7d', 'after', '')).toBe('tea');
  expect(filterValue('tea AFTER:7d', 'after')).toBe('7d');
  expect(wordsOf('old "hot tea" -glue #kitchen has:link')).toEqual(['old', '"hot tea"']);
  expect(replaceLast('tea #kit', '#kitchen ')).toBe('tea #kitchen ');
  expect([lastToken('tea #kit'), lastToken('tea ')]).toEqual(['#kit', '']);
});

test('of a snippet only marks are markup', () => {
  expect(markedParts('a &lt;b&gt; <mark>hit &amp; run</mark> <img src=x> &amp;lt;')).toEqual([
    { text: 'a <b> ', isHit: false },
    { text: 'hit & run', isHit: true },
    { text: ' <img src=x> &lt;', isHit: false },
  ]);
});

test('a snippet leaves out what stands above it, shows where it begins in the middle, and comes near its hit', () => {
  const parts = markedParts('The <mark>tea</mark> pot https://a.example is <mark>hot</mark>');
  expect(belowTitle(parts, 'The tea pot', ['The tea pot', 'https://a.example'])).toEqual([
    { text: 'is ', isHit: false },
    { text: 'hot', isHit: true },
  ]);
  const gap = { text: '… ', isHit: false };
  expect(belowTitle(parts, 'Kitchen', ['Kitchen'])).toEqual([gap, ...parts]);
  expect(nearHit(markedParts('one two three four five six <mark>seven</mark> eight'), 10)).toEqual([
    gap,
    { text: 'six ', isHit: false },
    { text: 'seven', isHit: true },
    { text: ' eight', isHit: false },
  ]);
});

test.each<[string, TextKey]>([
  ['is:open', 'search-bad-is'],
  ['has:cheese', 'search-bad-has'],
  ['tag:!', 'search-bad-tag'],
  ['before:yesterday', 'search-bad-date'],
  ['tea|is:pinned', 'search-bad-side'],
  ['is:pinned -is:pinned', 'search-bad-both'],
  ['tea '.repeat(300), 'search-too-long'],
  ['...', 'search-no-word'],
])('what is wrong with %j has a text of the app', (q, key) => {
  const used: string[] = [];
  queryProblem(checkQuery(q).issue ?? '', (name) => (used.push(name), name));
  expect(used).toEqual([key]);
});
