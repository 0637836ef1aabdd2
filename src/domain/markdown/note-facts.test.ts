import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cutAfter } from './cut.ts';
import { readNote, readNoteInTurns } from './note-facts.ts';
import { plainText } from './plain-text.ts';

const tagsOf = (content: string): string[] => readNote(content).tags.map((tag) => tag.name);
const linksOf = (content: string): string[] => readNote(`title\n${content}`).links.map((link) => link.target);

describe('a tag', () => {
  test.each([
    ['at the start of a line', '#work', ['work']],
    [
      'of letters of every script, digits, marks and _ -',
      '#été #日本語 #हिन्दी #v2_x-y #2025',
      ['été', '日本語', 'हिन्दी', 'v2_x-y', '2025'],
    ],
    ['of Persian with its joiners', '#می‌خواهم', ['می‌خواهم']],
    [
      'of emoji in all their forms',
      '#🎉 #👩‍💻 #👍🏽 #🇩🇪 #❤️ #🏴󠁧󠁢󠁥󠁮󠁧󠁿 #1️⃣',
      ['🎉', '👩‍💻', '👍🏽', '🇩🇪', '❤️', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '1️⃣'],
    ],
    ['nested', '#work/alpha/b', ['work/alpha/b']],
    ['without slashes and hyphens at its end', '#work/ #home- #a/-b #c//d', ['work', 'home', 'a', 'c']],
    [
      'after opening punctuation',
      '(#a [#b] {#c} "#d" \'#e\' «#f» **#g** ~~#h~~ 「#i」',
      ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'],
    ],
    ['after full-width punctuation', '今天，#工作。#家', ['工作', '家']],
    [
      'in a heading, a quote, an item and a table',
      '# T #a\n>#b\n- #c\n\n|#d|\n|---|\n|#e|',
      ['a', 'b', 'c', 'd', 'e'],
    ],
    ['in the text of a link', '[#a b](https://x.y/)', ['a']],
    ['with the BOM before it', '\uFEFF#a', ['a']],
    ['of 100 characters', `#${'🎉'.repeat(100)}`, ['🎉'.repeat(100)]],
  ])('is read %s', (_, content, names) => expect(tagsOf(content)).toEqual(names));

  test.each([
    ['a heading', '# work\n## home'],
    ['a second #', '##x #'],
    ['inside a word', 'a#b c/#d _#e'],
    ['escaped', '\\#a'],
    ['a key cap', '#️⃣'],
    ['101 characters long', `#${'a'.repeat(101)}`],
    ['in a code span', '`#a` `` ` #b ``'],
    ['in fenced code', '```\n#a\n```\n~~~\n#b'],
    ['in fenced code in a quote or an item', '> ```\n> #a\n\n- ```\n  #b\n  ```'],
    ['in indented code', '    #a\n\n-     #b'],
    ['in an address', 'https://x.y/(#a www.x.y/(#b <https://x.y/#c> [d](#d) [e](<x (#e)>)'],
    ['in a title or a definition', '[a](b "(#a)")\n\n[r]: x "#b"\n[#c]: x\n\n[#c] [#c][] [x][#c]'],
    ['in HTML', 'x <b title=" #a"> <!-- #b -->\n\n<div>\n#c\n</div>\n'],
    ['after a tag of HTML', 'x <br>#a'],
    ['an entity', '&#35; &#x23;'],
  ])('is none if it is %s', (_, content) => expect(tagsOf(content)).toEqual([]));

  test('comes once, as first written', () => {
    expect(readNote('#Été #été #e\u0301te\u0301').tags).toEqual([{ name: 'Été', key: 'été' }]);
  });
});

describe('a link', () => {
  test.each([
    ['plain', '[a](64214a1d.md)', ['64214a1d.md']],
    ['twice on a line', '[a](64214a1d.md) [b](642146c7.md)', ['64214a1d.md', '642146c7.md']],
    [
      'with a title, in angles, to a part, as an image',
      '[a](64214a1d.md "t") [a](<64214a1d.md>) [a](64214a1d.md#p) ![a](64214a1d.md)',
      ['64214a1d.md', '64214a1d.md', '64214a1d.md', '64214a1d.md'],
    ],
    ['inside another', '[a [b](64214a1d.md)](642146c7.md)', ['64214a1d.md']],
    [
      'elsewhere',
      '[a](64214a1D.md) [a](./64214a1d.md) [a](64214a1d.md.txt) [a](x64214a1d.md) [a](64214a1d.md?q)',
      [],
    ],
    ['in code', '`[a](64214a1d.md)`\n\n    [a](64214a1d.md)\n\n```\n[a](64214a1d.md)\n```', []],
    ['escaped', '\\[a](64214a1d.md) [a\\](64214a1d.md)', []],
    ['by reference', '[a][r] [r]\n\n[r]: 64214a1d.md', []],
  ])('%s', (_, content, targets) => expect(linksOf(content)).toEqual(targets));

  test('has the line of its target and plain text', () => {
    const { links } = readNote('title\r\n\r\n> [a **b**\r\n> `c`](64214a1d.md)');
    expect(links).toEqual([{ target: '64214a1d.md', line: 4, text: 'a b c' }]);
  });

  test('does not count on the line of the title', () => {
    expect(readNote('\n# [a](64214a1d.md)\n[b](642146c7.md)').links).toMatchObject([
      { target: '642146c7.md', line: 3 },
    ]);
  });
});

test.each([
  ['[a](x)', true],
  ['<https://x.y>', true],
  ['see https://x.y', true],
  ['t\n![a](64214a1d.md)', true],
  ['[r]\n\n[r]: x', true],
  ['![a](x.png)', false],
  ['`https://x.y`', false],
  ['[a] (x) https://', false],
])('hasLink of %j is %j', (content, has) => expect(readNote(content).hasLink).toBe(has));

test.each([
  ['- [ ] a', true],
  ['> 1. [x] a', true],
  ['- [X]\ta', true],
  ['[ ] a', false],
  ['- [ ]a', false],
  ['- [y] a', false],
  ['`- [ ] a`', false],
])('hasTask of %j is %j', (content, has) => expect(readNote(content).hasTask).toBe(has));

test.each([
  ['a `b` c', true],
  ['```\n```', true],
  ['    a', true],
  ['a `b', false],
  ['a\n    b', false],
])('hasCode of %j is %j', (content, has) => expect(readNote(content).hasCode).toBe(has));

test('the snippet is the beginning of the plain text', () => {
  const content = '# **Title**\n\n<b>Some</b> [text](x) &amp; `code`\n\n- [ ] task\n> quote';
  expect(readNote(content).snippet).toBe('Title Some text & code task quote');
});

test('the snippet has at most 160 code points and tears no character apart', () => {
  expect(readNote('a'.repeat(500)).snippet).toBe('a'.repeat(160));
  expect(readNote('👩‍💻'.repeat(60)).snippet).toBe('👩‍💻'.repeat(53));
  expect(readNote('🎉'.repeat(200)).snippet).toBe('🎉'.repeat(160));
  expect(readNote(`${'a'.repeat(159)}e\u0301`).snippet).toBe('a'.repeat(159));
});

test('any text can be read', () => {
  const text = fc.string({
    unit: fc.oneof(
      fc.constantFrom(...'[]()`<>!#*_-:.\\|~ \n\r\t"\'&'),
      fc.string({ unit: 'binary', maxLength: 1 }),
    ),
    maxLength: 200,
  });
  fc.assert(
    fc.property(text, (content) => {
      const facts = readNote(content);
      expect(facts.title.trim()).not.toBe('');
      expect(Array.from(facts.snippet).length).toBeLessThanOrEqual(160);
      expect(facts.lines).toBeLessThanOrEqual(content.split('\n').length);
    }),
    { numRuns: 500 },
  );
});

const parts = fc.constantFrom(
  '*a',
  'b* ',
  '[c](d.md)',
  '#e ',
  '`f',
  '` ',
  '\n',
  '\n\n',
  '> ',
  '😀 ',
  '&amp;',
  '<i>',
  'words ',
  '~~',
  '\n```\n',
);
const notes = fc.array(parts, { maxLength: 300 }).map((found) => found.join(''));

test('a note says the same when it is read in turns, and lets others have theirs', async () => {
  await fc.assert(
    fc.asyncProperty(notes, async (content) => {
      expect(await readNoteInTurns(content, async () => {})).toEqual(readNote(content));
    }),
  );
  let turns = 0;
  await readNoteInTurns('words \n\n'.repeat(50_000), async () => void turns++);
  expect(turns).toBeGreaterThan(4);
});

test('the snippet is the beginning of the plain text, wherever its making stops', () => {
  fc.assert(
    fc.property(notes, (content) => {
      const text = plainText(content);
      expect(readNote(content).snippet).toBe(text.slice(0, cutAfter(text, 0, 160)).trimEnd());
    }),
  );
});
