import { expect, test } from 'vitest';
import { readable } from './memory.ts';

test.each([
  [0, '0 B'],
  [1023, '1023 B'],
  [1024, '1.0 KB'],
  [522_240, '510.0 KB'],
  [3_250_586, '3.1 MB'],
  [5 * 1024 ** 3, '5.0 GB'],
])('%i bytes are %s', (bytes, text) => {
  expect(readable(bytes)).toBe(text);
});
