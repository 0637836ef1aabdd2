import { expect, test } from 'vitest';
import { canFollow, formatLiveCursor, isSameCursor, parseLiveCursor } from './live-cursor.ts';

const cursor = (own: number, commons: number, ...spaces: [number, number][]) => ({
  own,
  commons,
  spaces: new Map(spaces),
});

test('a cursor comes back as it was written', () => {
  for (const one of [cursor(0, 0), cursor(12, 40), cursor(12, 40, [3, 7], [100, 1])]) {
    expect(parseLiveCursor(formatLiveCursor(one))).toEqual(one);
  }
  expect(formatLiveCursor(cursor(12, 40, [3, 7]))).toBe('12-40-3.7');
});

test.each([
  '',
  '1',
  '1-',
  '-1-2',
  '1-2-3',
  '1-2-3.',
  '1-2-3.4.5',
  'a-b',
  '1-2 ',
  `1-2${'-3.4'.repeat(2000)}`,
])('%j is none of ours', (text) => {
  expect(parseLiveCursor(text)).toBe(null);
});

test('a reader of very many spaces has a short cursor, and reads anew from there', () => {
  const many = Array.from({ length: 2000 }, (_, id): [number, number] => [id, 12]);
  const present = cursor(5, 6, ...many);
  const text = formatLiveCursor(present);
  expect(text.length).toBeLessThan(100);
  expect(canFollow(parseLiveCursor(text)!, present)).toBe(false);
  expect(isSameCursor(present, cursor(5, 6, ...many))).toBe(true);
  expect(isSameCursor(present, cursor(5, 6, ...many.slice(1), [0, 13]))).toBe(false);
});

test('a reader can follow as long as nothing lies ahead and the spaces are the same', () => {
  const present = cursor(5, 6, [1, 3], [2, 4]);
  expect(canFollow(cursor(5, 6, [1, 3], [2, 4]), present)).toBe(true);
  expect(canFollow(cursor(4, 1, [1, 0], [2, 4]), present)).toBe(true);
  for (const other of [
    cursor(6, 6, [1, 3], [2, 4]),
    cursor(5, 7, [1, 3], [2, 4]),
    cursor(5, 6, [1, 4], [2, 4]),
    cursor(5, 6, [1, 3]),
    cursor(5, 6, [1, 3], [3, 4]),
    cursor(5, 6, [1, 3], [2, 4], [3, 1]),
  ]) {
    expect(canFollow(other, present)).toBe(false);
  }
});
