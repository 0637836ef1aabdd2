import { expect, test } from 'vitest';
import { createdAtOf } from './created-at.ts';

test('the name of a file is the second in which it was made', () => {
  expect(createdAtOf('64214a1d.md')).toBe('2023-03-27T07:47:41.000Z');
  expect(createdAtOf('ffffffff.md')).toBe('2106-02-07T06:28:15.000Z');
});
