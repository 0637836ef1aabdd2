import { expect, test } from 'vitest';
import { filenameOf, isNoteFilename } from './filename.ts';

test.each([
  [0, '00000000.md'],
  [0x64214a1d, '64214a1d.md'],
  [0xffffffff, 'ffffffff.md'],
])('the second %i names the file %s', (second, name) => {
  expect(filenameOf(second)).toBe(name);
  expect(isNoteFilename(name)).toBe(true);
});

test.each([
  '64214A1D.md',
  '64214a1d',
  '64214a1d.MD',
  '64214a1d.md\n',
  'x64214a1d.md',
  '4214a1d.md',
  '../64214a1d.md',
  '',
])('%j names no note', (name) => {
  expect(isNoteFilename(name)).toBe(false);
});
