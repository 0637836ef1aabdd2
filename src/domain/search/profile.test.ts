import { describe, expect, test } from 'vitest';
import { profileOf, standingOf } from './profile.ts';
import { tokenize } from './tokenize.ts';

const profile = (title: string, body: string) => profileOf(tokenize(title), tokenize(`${title}\n${body}`));
const term = (words: string, prefix = false) => ({ tokens: words.split(' '), prefix });

test('the words that occur twice or more are kept with their counts, the most frequent first', () => {
  expect(profile('Tea', 'b b b once tea c c c c')).toEqual({
    title: 'tea ',
    words: 'c:4 b:3 tea:2 ',
    length: 10,
  });
});

test('a long note keeps a bounded number of words, and is not counted to its end', () => {
  const words = Array.from({ length: 50_000 }, (_, index) => `w${index % 500}`);
  const { words: kept, length } = profileOf(words, words);
  expect(kept.trim().split(' ')).toHaveLength(64);
  expect(length).toBe(50_000);
  expect(profileOf([], [...words.slice(0, 20_000), 'late', 'late']).words).not.toContain('late');
});

describe('a term stands', () => {
  const note = profile('Green tea', 'tea and teas and teas; and and and a green cup');

  test.each([
    ['tea', { times: 2, inTitle: true }],
    ['and', { times: 5, inTitle: false }],
    ['cup', { times: 1, inTitle: false }],
    ['te', { times: 1, inTitle: false }],
    ['green tea', { times: 2, inTitle: true }],
    ['tea green', { times: 2, inTitle: false }],
    ['tea cup', { times: 1, inTitle: false }],
  ])('%s', (words, expected) => {
    expect(standingOf([term(words)], note)).toEqual(expected);
  });

  test('by its beginning, where all words that begin so count', () => {
    expect(standingOf([term('te', true)], note)).toEqual({ times: 4, inTitle: true });
    expect(standingOf([term('gre te', true)], note)).toEqual({ times: 1, inTitle: false });
    expect(standingOf([term('green te', true)], note)).toEqual({ times: 2, inTitle: true });
  });

  test('with others of its clause, together', () => {
    expect(standingOf([term('tea'), term('and')], note)).toEqual({ times: 7, inTitle: true });
  });

  test('once, and not in the title, where nothing is known', () => {
    expect(standingOf([term('tea')], { title: '', words: '', length: 0 })).toEqual({
      times: 1,
      inTitle: false,
    });
  });
});
