import { expect, test } from 'vitest';
import { markSnippet } from './mark-snippet.ts';
import { parseQuery } from './parse-query.ts';
import { stretchOf } from './stretch.ts';

const long = `${'word one\n'.repeat(50_000)}Here is the needle, at last\n${'other two\n'.repeat(50_000)}`;
const stretch = (content: string, q: string) => stretchOf(content, parseQuery(q, 0));

test('a short note is read as a whole', () => {
  expect(stretch('a needle', 'x')).toBe('a needle');
});

test('of a long note, what lies around the word that was searched for is read', () => {
  const found = stretch(long, 'needle');
  expect(found).toContain('Here is the needle');
  expect(found.length).toBeLessThan(20_000);
  expect(markSnippet(long, parseQuery('needle', 0))).toContain('<mark>needle</mark>');
});

test('where nothing is seen, it is the beginning', () => {
  expect(stretch(long, 'nowhere')).toBe(long.slice(0, 16_384));
  expect(stretch(long, '-needle')).toBe(long.slice(0, 16_384));
});

test('words that hold the one that is searched for are passed over, but not where words have no gaps', () => {
  expect(stretch(`${'needles '.repeat(100)}${long}`, 'needle')).toContain('Here is the needle');
  expect(stretch(`${long}東京タワーへ`, 'タワ')).toContain('東京タワーへ');
});
