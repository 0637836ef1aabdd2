import { expect, test } from 'vitest';
import { plainLine } from './plain-line.ts';

test('a line of a note is shown without its marks', () => {
  expect(plainLine('- [x] See **the** [index](64214a1d.md), *then* `cut`')).toBe('See the index, then cut');
  expect(plainLine('> ## A \\*star\\* of snake_case_words')).toBe('A *star* of snake_case_words');
  expect(plainLine('![a picture](/api/v1/resources/1a2b3c4d)')).toBe('a picture');
});
