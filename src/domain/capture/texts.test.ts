import { describe, expect, test } from 'vitest';
import { bestOfSrcset, cleanLine, cutContent, publishedTime, readJsonLd } from './index.ts';

describe('a line of text', () => {
  test.each([
    ['  two\n lines\t', 'two lines'],
    ['<div>: the element', '<div>: the element'],
    ['<em>very</em> <b>bold <i>text</i></b>', 'very bold text'],
    ['a<script>alert(1)</script>b', 'a b'],
    ['a<img src=x onerror="y()">b', 'a b'],
    ['\u202Eevil\u2066\u200B\uFEFF', 'evil'],
    ['half \uD800 character', 'half \uFFFD character'],
    ['\u{1F468}\u200D\u{1F469}', '\u{1F468}\u200D\u{1F469}'],
  ])('%j', (text, line) => {
    expect(cleanLine(text, 100)).toBe(line);
  });

  test('that is too long is cut between characters', () => {
    expect(cleanLine('👍🏽'.repeat(10), 7)).toBe(`${'👍🏽'.repeat(3)}…`);
  });
});

describe('content that is too long', () => {
  const size = (text: string): number => Buffer.byteLength(text);

  test('is cut between blocks, and says so', () => {
    const cut = cutContent('A paragraph of words.\n\n'.repeat(50), 400);
    expect(cut).toMatch(/^(?:A paragraph of words\.\n\n)+\*The page goes on[^\n]*\*$/);
    expect(size(cut)).toBeLessThanOrEqual(400);
  });

  test('in one block of code is cut at a line, and the block is closed', () => {
    const cut = cutContent(`~~~~js\n${'let a = 1;\n\n'.repeat(100)}~~~~`, 400);
    expect(cut).toMatch(/^~~~~js\n(?:let a = 1;\n+)+~~~~\n\n\*The page goes on/);
  });

  test('in one word is cut at a character, in bytes', () => {
    const cut = cutContent('日本'.repeat(500), 400);
    expect(size(cut)).toBeLessThanOrEqual(400);
    expect(cut).toMatch(/^[日本]{50,}\n\n\*/);
  });

  test('is none where it just fits', () => {
    expect(cutContent('ü'.repeat(200), 400)).toBe('ü'.repeat(200));
  });
});

test.each([
  ['2025-03-01', Date.UTC(2025, 2, 1)],
  ['20250301', Date.UTC(2025, 2, 1)],
  ['2025-03-01T09:30:00+0100', Date.UTC(2025, 2, 1, 8, 30)],
  ['2025-03-01 09:30:00', Date.UTC(2025, 2, 1, 9, 30)],
  ['Sat, 01 Mar 2025 09:30:00 GMT', Date.UTC(2025, 2, 1, 9, 30)],
  ['March 1, 2025', Date.UTC(2025, 2, 1)],
  ['0025-03-01', null],
  ['yesterday', null],
  ['3', null],
  ['2025-13-45', null],
])('published %s', (text, time) => {
  expect(publishedTime(text)).toBe(time);
});

test.each([
  ['a.jpg 400w, b.jpg 1600w, c.jpg 3200w', 'b.jpg'],
  ['a.jpg, b.jpg 2x', 'b.jpg'],
  [
    'https://x.example/i,w_400/a.jpg 400w,https://x.example/i,w_800/a.jpg 800w',
    'https://x.example/i,w_800/a.jpg',
  ],
  ['data:image/gif;base64,AAAA 1w', null],
  ['', null],
])('the best of the pictures %j', (srcset, best) => {
  expect(bestOfSrcset(srcset)).toBe(best);
});

describe('JSON-LD', () => {
  test('is read in lists, graphs and pages around the article', () => {
    const article = { '@type': 'NewsArticle', headline: 'Title', author: 'Ada', image: { url: '/a.png' } };
    for (const given of [
      article,
      [article],
      { '@graph': [{ '@type': 'Person' }, article] },
      { '@type': 'WebPage', mainEntity: article },
    ]) {
      expect(readJsonLd([JSON.stringify(given)])).toMatchObject({
        title: 'Title',
        author: 'Ada',
        image: '/a.png',
      });
    }
  });

  test('that is broken, deep or odd is passed over', () => {
    const deep = `${'[{"@graph":'.repeat(2000)}1${'}]'.repeat(2000)}`;
    const blocks = [
      '{',
      'null',
      '"text"',
      deep,
      '{"@type":{"a":1},"headline":["x",2]}',
      '<!-- {"@type":"Article","name":"N"} -->',
    ];
    expect(readJsonLd(blocks)).toMatchObject({ title: 'N' });
  });
});
