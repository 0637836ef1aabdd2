import { expect, test } from 'vitest';
import { shownTitle } from './shown-title.ts';

test.each([
  ['The `Vec` type', 'The Vec type'],
  ['- [ ] buy milk', 'buy milk'],
  ['* [x] **bought** milk', 'bought milk'],
  ['**Bold** title', 'Bold title'],
  ['A [link](64214a1d.md) and <b>more</b> &amp; more', 'A link and more & more'],
  ['![a picture](/api/v1/resources/1a2b3c4d)', 'a picture'],
  ['> ## A \\*star\\* of snake_case_words', 'A *star* of snake_case_words'],
  ['- [x] See **the** [index](64214a1d.md), *then* `cut`', 'See the index, then cut'],
  ['Two words #venice', 'Two words #venice'],
  ['1984. A *novel*', '1984. A novel'],
  ['2 * 3 = 6', '2 * 3 = 6'],
  ['---', '---'],
  ['- a dash', 'a dash'],
  ['-5 degrees', '-5 degrees'],
  ['![](a.png)', ''],
])('%s is shown as %s', (title, shown) => {
  expect(shownTitle(title)).toBe(shown);
});
