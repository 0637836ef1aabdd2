import fc from 'fast-check';
import { expect, test } from 'vitest';
import { documents } from './lezer-documents.contract.ts';
import { readNote } from './note-facts.ts';
import { readLinks } from './note-links.ts';

test('the links of a note are the same whether all of it is read or only what can hold them', () => {
  fc.assert(
    fc.property(documents, (content) => {
      expect(readLinks(content)).toEqual(readNote(content).links);
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ['# [a](64214a1d.md)\n\n[b](64214a1d.md)', [3]],
  ['text 64214a1d.md\n\n`[a](64214a1d.md)`\n\n> [b\n> c](\n> <64214a1d.md>)', [6]],
  ['[a](64214a1d.mdx) [b](x64214a1d.md) [c](64214a1d.md#d)', []],
  ['t\n[a](64214a1d.md)[b](64214a1d.md)\n\n    [c](64214a1d.md)', [2, 2]],
])('the links of %j are on lines %j', (content, lines) => {
  expect(readLinks(content).map(({ line }) => line)).toEqual(lines);
});
