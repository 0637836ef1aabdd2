import { expect, test } from 'vitest';
import { readNote } from './note-facts.ts';
import { removeTag, renameTag } from './tag-edits.ts';

const fill = (piece: string, size: number): string =>
  piece.repeat(Math.ceil(size / piece.length)).slice(0, size);

function growing(make: (step: number) => string, size: number): string {
  const parts: string[] = [];
  for (let step = 1, length = 0; length < size; step++) {
    const part = make(step);
    parts.push(part);
    length += part.length;
  }
  return parts.join('').slice(0, size);
}

const REPEATED = [
  '[',
  '![',
  '](',
  '[a](',
  '[a](b "',
  '[a](<b',
  '[a](b (',
  '#a ',
  '<',
  'x<!--',
  'x <!--\n\n',
  '<a x="',
  '<a x=\'<b y="',
  '<?',
  '<a:',
  '<a.a',
  '*',
  '* ',
  '- ',
  'a**b',
  '_ a_',
  '`a',
  '``a`',
  '>',
  '> ',
  '|',
  '|-\n',
  '```\n',
  '[a]: b\n',
  "[a]: b 'c\n",
  'https://a)',
  '[https://a[',
  '&',
  '\\',
  '1. ',
  '<div>\n',
  '👩\u200D',
  '🇩',
  '\t',
  '\r',
  'a \n',
];

const SHAPES: [string, (size: number) => string][] = [
  ...REPEATED.map((piece): [string, (size: number) => string] => [
    JSON.stringify(piece),
    (size) => fill(piece, size),
  ]),
  ['backticks of growing lengths', (size) => growing((step) => `${'`'.repeat(step)} `, size)],
  ['quotes of growing depth', (size) => growing((step) => `${'>'.repeat(step)}a\n`, size)],
  ['items of growing depth', (size) => growing((step) => `${' '.repeat(2 * step)}- a\n`, size)],
  ['many items, then blank lines', (size) => `${fill('- ', size / 2)}x${fill('\n', size / 2)}`],
  [
    'many quoted items, then blank quoted lines',
    (size) => `> ${fill('- ', size / 2)}x${fill('\n>', size / 2)}`,
  ],
  ['a deep quote, then lazy lines', (size) => `${fill('> ', size / 2)}a\n${fill('b\n', size / 2)}`],
  ['nested images', (size) => `t\n${fill('![', size / 8)}${fill('](64214a1d.md)', size)}`],
  ['nested brackets with a definition', (size) => `[a]: b\n\n${fill('[', size / 2)}${fill(']', size / 2)}`],
  ['a table of backticks', (size) => `a|b\n-|-\n${fill('|`|\n', size)}`],
  ['one long tag', (size) => `#é${fill('-', size)}.`],
  ['one long address', (size) => `https://a.b/${fill(')', size)}`],
  ['distinct tags', (size) => growing((step) => `#t${step} `, size)],
];

const SMALL = 1 << 18;

function milliseconds(
  size: number,
  make: (size: number) => string,
  work: (content: string) => unknown,
): number {
  const content = make(size);
  // The better of two, for the garbage collector and the neighbours.
  const once = (): number => {
    const start = performance.now();
    work(content);
    return performance.now() - start;
  };
  return Math.min(once(), once());
}

/** Four times the size in quadratic time takes sixteen times as long; the floor keeps noise out. */
function expectLinear(make: (size: number) => string, work: (content: string) => unknown): void {
  milliseconds(SMALL / 16, make, work);
  const small = milliseconds(SMALL, make, work);
  const large = milliseconds(SMALL * 4, make, work);
  expect(large).toBeLessThan(12 * Math.max(small, 150));
}

test.each(SHAPES)('a megabyte of %s is read in linear time', (_, make) => expectLinear(make, readNote));

test('a million tags are renamed and removed in linear time', () => {
  const make = (size: number): string => fill('#a ', size);
  expectLinear(make, (content) => renameTag(content, 'a', 'b'));
  expectLinear(make, (content) => removeTag(content, 'a'));
});

test('a line of 10 MB is read within seconds', () => {
  const make = (size: number): string => fill('word #tag and [l](64214a1d.md) `code` *b* ', size);
  expect(milliseconds(10_000_000, make, readNote)).toBeLessThan(10_000);
});
