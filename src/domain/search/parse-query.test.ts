import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DomainError } from '../errors.ts';
import { parseQuery } from './parse-query.ts';

const NOW = Date.parse('2025-06-15T12:00:00Z');
const word = (...tokens: string[]) => ({ any: [{ tokens, prefix: false }] });
const none = { tags: [], notTags: [] };

function issueOf(q: string): string {
  try {
    parseQuery(q, NOW);
  } catch (error) {
    if (error instanceof DomainError) return error.details[0]!.issue;
    throw error;
  }
  return '';
}

describe('words', () => {
  test.each([
    ['foo Bar', [word('foo'), word('bar')], []],
    ['"a phrase" x', [word('a', 'phrase'), word('x')], []],
    ['-not !this -"that one"', [], [word('not'), word('this'), word('that', 'one')]],
    ['"open quote', [word('open', 'quote')], []],
    ['foo-bar user@example.com', [word('foo', 'bar'), word('user', 'example', 'com')], []],
    ['https://x.y/z', [word('https', 'x', 'y', 'z')], []],
    ['*** -- word', [word('word')], []],
    ['日本語', [word('日本', '本語')], []],
    ['a - b', [word('a'), word('b')], []],
    ['"tag:x"', [word('tag', 'x')], []],
  ])('%j', (q, all, not) => expect(parseQuery(q, NOW)).toEqual({ all, none: not, filters: none }));

  test('of which one is enough', () => {
    const any = [
      { tokens: ['a'], prefix: false },
      { tokens: ['b', 'c'], prefix: false },
      { tokens: ['d'], prefix: true },
    ];
    expect(parseQuery('a|"b c"|d*', NOW).all).toEqual([{ any }]);
    expect(parseQuery('a | "b c" || d* |', NOW).all).toEqual([{ any }]);
    expect(parseQuery('-a|"b c"|d*', NOW).none).toEqual([{ any }]);
    expect(parseQuery('| a|***', NOW).all).toEqual([word('a')]);
  });

  test('that begin so', () => {
    expect(parseQuery('pre*', NOW).all).toEqual([{ any: [{ tokens: ['pre'], prefix: true }] }]);
    expect(parseQuery('"a pre"*', NOW).all).toEqual([{ any: [{ tokens: ['a', 'pre'], prefix: true }] }]);
    expect(parseQuery('日', NOW).all).toEqual([{ any: [{ tokens: ['日'], prefix: true }] }]);
  });
});

describe('filters', () => {
  test.each([
    ['tag:Work #Home tag:"x/y" tag:#z tag:work/', { tags: ['work', 'home', 'x/y', 'z'] }],
    ['-tag:a !#b', { notTags: ['a', 'b'] }],
    ['is:pinned has:link HAS:file', { pinned: true, hasLink: true, hasFile: true }],
    ['-is:pinned -has:task !has:code', { pinned: false, hasTask: false, hasCode: false }],
    ['before:2025-01-31', { before: Date.parse('2025-01-31T00:00:00Z') }],
    ['after:2025-01-31T08:00:00+01:00', { after: Date.parse('2025-01-31T07:00:00Z') }],
    ['after:7d', { after: NOW - 7 * 86_400_000 }],
    ['after:12h before:1w', { after: NOW - 12 * 3_600_000, before: NOW - 7 * 86_400_000 }],
    ['-before:2025-01-31', { after: Date.parse('2025-01-31T00:00:00Z') }],
    ['after:2025-01-01 after:2025-02-01', { after: Date.parse('2025-02-01T00:00:00Z') }],
    ['before:0001-01-01', { before: 0 }],
  ])('%j', (q, filters) => {
    expect(parseQuery(q, NOW)).toEqual({ all: [], none: [], filters: { ...none, ...filters } });
  });

  test('a number sign without a tag behind it is a word', () => {
    expect(parseQuery('C# #1.2', NOW).all).toEqual([word('c'), word('1', '2')]);
  });
});

test.each([
  ['', 'Write a word'],
  ['*** --', 'Write a word'],
  ['is:starred', 'is:pinned is possible'],
  ['has:dog', 'has:link, has:file, has:task and has:code are possible'],
  ['has:constructor', 'are possible'],
  ['before:2025-02-30', 'is no date'],
  ['after:', 'is no date'],
  ['before:2025-02-30T00:00:00Z', 'is no date'],
  ['tag:"two words"', 'names no tag'],
  ['tag:', 'names no tag'],
  ['a|tag:b', 'cannot be one side'],
  ['#a|b', 'cannot be one side'],
  ['is:pinned -is:pinned', 'both asked for and excluded'],
  ['x'.repeat(1001), 'at most 1000 characters'],
  ['x '.repeat(33), 'at most 32 terms'],
  [Array.from({ length: 33 }, (_, index) => `w${index}`).join('|'), 'at most 32 terms'],
])('%j is refused with a sentence', (q, issue) => expect(issueOf(q)).toContain(issue));

test('a phrase of more than 64 words is refused', () => {
  expect(issueOf(`"${'x '.repeat(65)}"`)).toContain('at most 64 words');
});

test('what is asked for twice is looked for once', () => {
  expect(parseQuery('a b a|a "b" -a -a', NOW)).toEqual({
    all: [word('a'), word('b')],
    none: [word('a')],
    filters: none,
  });
});

test('nothing but a DomainError comes of any text', () => {
  const unit = fc.oneof(
    fc.constantFrom(
      '"',
      '-',
      '!',
      '|',
      '*',
      ' ',
      '#',
      ':',
      'tag:',
      'is:',
      'has:',
      'before:',
      'after:',
      '2025-',
      '日',
      'a',
      '\n',
    ),
    fc.string({ unit: 'binary', maxLength: 1 }),
  );
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 40 }), (q) => {
      expect(issueOf(q)).toBeTypeOf('string');
    }),
    { numRuns: 2000 },
  );
});
