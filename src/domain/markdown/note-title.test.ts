import { expect, test } from 'vitest';
import { countText } from './counts.ts';
import { readTitle } from './note-title.ts';

test.each([
  ['', 'untitled', 0, false],
  [' \n\t\r\n', 'untitled', 0, false],
  ['# ', 'untitled', 0, false],
  ['# richard feynman\n\ntext', 'richard feynman', 1, false],
  ['\r\n\n# physicist \r\ntext', 'physicist', 3, true],
  ['\uFEFF# word', 'word', 1, true],
  ['## word', '## word', 1, false],
  [' # word', '# word', 1, false],
  ['# \nnext', 'next', 2, true],
  ['#tag', '#tag', 1, true],
  ['untitled', 'untitled', 1, true],
])('the title of %j is %j', (content, title, line, isLabel) => {
  expect(readTitle(content)).toEqual({ title, line, isLabel });
});

test.each([
  ['', { lines: 0, words: 0, chars: 0 }],
  ['# a b\n\nc\n', { lines: 2, words: 4, chars: 6 }],
  ['a\r\n\r\nb\r', { lines: 2, words: 2, chars: 2 }],
  ['a\rb\n', { lines: 1, words: 2, chars: 3 }],
  ['  \n', { lines: 1, words: 0, chars: 2 }],
  ['é\u00A0日本\u3000🎉\u2028x\u0085y', { lines: 1, words: 5, chars: 24 }],
  ['\uD800', { lines: 1, words: 1, chars: 3 }],
])('the counts of %j are those of Go', (content, counts) => {
  expect(countText(content)).toEqual(counts);
});
