import { expect, test } from 'vitest';
import { highlightLines } from './highlight.ts';

const code = (sequence: number, text: string) => `\u001B[${sequence}m${text}\u001B[0m`;

test.each([
  ['# head', code(1, '# head')],
  ['## [x](y)', code(1, '## [x](y)')],
  ['> said', code(36, '> said')],
  ['**bold** and __bold__', `${code(1, 'bold')} and ${code(1, 'bold')}`],
  ['*it* and _it_', `${code(3, 'it')} and ${code(3, 'it')}`],
  ['snake_case_name', 'snake_case_name'],
  ['- item', `${code(36, '-')} item`],
  ['  12. item', `${code(36, '  12.')} item`],
  ['[a note](64214a1d.md).', `${code(34, 'a note')}.`],
  ['see https://example.com/x y', `see ${code(34, 'https://example.com/x')} y`],
  ['plain\r', 'plain'],
  ['', ''],
])('%j', (line, shown) => {
  expect([...highlightLines(`x\n${line}\n`)]).toEqual(['x\n', `${shown}\n`]);
});

test('a fence and what is in it is code', () => {
  const lines = [...highlightLines('```js\n# x\n```\n# y')];
  expect(lines).toEqual([
    `${code(33, '```js')}\n`,
    `${code(33, '# x')}\n`,
    `${code(33, '```')}\n`,
    `${code(1, '# y')}\n`,
  ]);
});

test('an empty note has no lines', () => {
  expect([...highlightLines('')]).toEqual([]);
});

test('a line of ten million brackets is printed in no time', () => {
  const line = '['.repeat(10_000_000);
  expect([...highlightLines(line)]).toEqual([`${line}\n`]);
});
