import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainText } from '../markdown/index.ts';
import { markSnippet } from './mark-snippet.ts';
import { parseQuery } from './parse-query.ts';

const mark = (content: string, q: string, length?: number): string =>
  markSnippet(content, parseQuery(q, 0), length);

test.each([
  ['# Le **Café**\n\nnoir', 'cafe', 'Le <mark>Café</mark> noir'],
  ['prefixed word', 'pre*', '<mark>prefixed</mark> word'],
  ['the end is the *end*', '"the end"', '<mark>the end</mark> is <mark>the end</mark>'],
  ['日本語の本', '本', '日<mark>本</mark>語の<mark>本</mark>'],
  ['日本語', '日本語', '<mark>日本語</mark>'],
  ['日本語です', '本語', '日<mark>本語</mark>です'],
  ['ﬁne e\u0301te\u0301', 'fine été', '<mark>ﬁne</mark> <mark>e\u0301te\u0301</mark>'],
  ['a & b `<script>` "q"', 'b', 'a &amp; <mark>b</mark> &lt;script&gt; &quot;q&quot;'],
  ['`<mark>`', 'mark', '&lt;<mark>mark</mark>&gt;'],
  ['nothing here', 'else', 'nothing here'],
  ['all of it', '-else', 'all of it'],
  ['', 'else', ''],
])('of %j for %j is %j', (content, q, html) => expect(mark(content, q)).toBe(html));

test('the window holds the most of what was searched for', () => {
  const filler = 'lorem ipsum dolor sit amet '.repeat(30);
  const snippet = mark(`alpha ${filler} beta alpha ${filler} beta`, 'alpha beta');
  expect(snippet).toContain('<mark>beta</mark> <mark>alpha</mark>');
  expect(snippet.replace(/<\/?mark>/g, '').length).toBeLessThanOrEqual(160);
});

const unescape = (html: string): string =>
  html.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');

test('without its marks and escapes it is a part of the plain text, and has no other tag', () => {
  const unit = fc.oneof(
    fc.constantFrom(
      '<',
      '>',
      '&',
      '"',
      '`',
      '<b>',
      '</mark>',
      '&lt;',
      ' ',
      'word ',
      'é',
      '日',
      'e\u0301',
      '🎉',
      '*',
      '\n',
      '\n\n',
      'x',
    ),
    fc.string({ unit: 'grapheme', maxLength: 1 }),
  );
  const queries = fc.constantFrom('word', 'x*', '日', 'e', '"word word"|é', '🎉', '-word', 'mark lt b');
  fc.assert(
    fc.property(
      fc.string({ unit, maxLength: 120 }),
      queries,
      fc.integer({ min: 1, max: 60 }),
      (content, q, length) => {
        const html = mark(content, q, length);
        const bare = html.replace(/<mark>([^<]+)<\/mark>/g, '$1');
        expect(bare).not.toMatch(/[<>"]/);
        expect(plainText(content)).toContain(unescape(bare));
        expect(Array.from(unescape(bare)).length).toBeLessThanOrEqual(length);
      },
    ),
    { numRuns: 1000 },
  );
});

test('a huge repetitive text and a long phrase take linear time', () => {
  const query = parseQuery(`"${'a '.repeat(59)}b" a* aa|a`, 0);
  const time = (size: number): number => {
    const content = 'a '.repeat(size / 2);
    const start = performance.now();
    markSnippet(content, query);
    return performance.now() - start;
  };
  time(1 << 14);
  const small = time(1 << 18);
  expect(time(1 << 20)).toBeLessThan(12 * Math.max(small, 150));
});
