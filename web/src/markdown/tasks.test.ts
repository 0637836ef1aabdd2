import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { taskPositions, toggleTask } from './tasks.ts';

describe('ticking a task changes its character and no other', () => {
  test.each([
    ['in a list', '- [ ] a\n- [ ] b', 1, '- [ ] a\n- [x] b'],
    ['back', '- [x] a', 0, '- [ ] a'],
    ['written with a capital', '- [X] a', 0, '- [ ] a'],
    ['in a nested list', '- [ ] a\n  - [ ] b\n    1. [ ] c', 2, '- [ ] a\n  - [ ] b\n    1. [x] c'],
    ['in a quote', '> - [ ] a\n> - [ ] b', 1, '> - [ ] a\n> - [x] b'],
    ['in a quote in an item', '- x\n  > * [ ] a', 0, '- x\n  > * [x] a'],
    ['after a fence that holds one', '```\n- [ ] no\n```\n- [ ] a', 0, '```\n- [ ] no\n```\n- [x] a'],
    ['after indented code', 'text\n\n    - [ ] no\n\n- [ ] a', 0, 'text\n\n    - [ ] no\n\n- [x] a'],
    ['after one in HTML', '<pre>\n- [ ] no\n</pre>\n\n- [ ] a', 0, '<pre>\n- [ ] no\n</pre>\n\n- [x] a'],
    ['after one in a code span', '- `[ ] no`\n- [ ] a', 0, '- `[ ] no`\n- [x] a'],
    ['with Windows line ends', '# t\r\n\r\n- [ ] a\r\n- [x] b\r\n', 0, '# t\r\n\r\n- [x] a\r\n- [x] b\r\n'],
    ['after a byte order mark', '\uFEFF- [ ] a', 0, '\uFEFF- [x] a'],
    ['beside one in the middle of a line', '- a [ ] no\n- [ ] b', 0, '- a [ ] no\n- [x] b'],
  ])('%s', (_, before, index, after) => {
    expect(toggleTask(before, index)).toBe(after);
  });

  test('in any note', () => {
    const line = fc.constantFrom(
      '- [ ] a',
      '  - [x] b',
      '> - [ ] c',
      '```',
      '    - [ ] d',
      '',
      'text',
      '1. [X] e',
    );
    const note = fc
      .tuple(fc.array(line, { maxLength: 12 }), fc.constantFrom('\n', '\r\n'))
      .map(([lines, end]) => lines.join(end));
    fc.assert(
      fc.property(note, (content) => {
        for (const [index, at] of taskPositions(content).entries()) {
          const ticked = toggleTask(content, index);
          expect(ticked).toHaveLength(content.length);
          expect([...ticked].flatMap((char, i) => (char === content[i] ? [] : [i]))).toEqual([at + 1]);
          expect(toggleTask(ticked, index).toLowerCase()).toBe(content.toLowerCase());
        }
      }),
      { numRuns: 300 },
    );
  });
});

test('a task that is not there changes nothing', () => {
  expect(toggleTask('- [ ] a', 1)).toBe('- [ ] a');
});
