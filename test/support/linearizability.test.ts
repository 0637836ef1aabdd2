import { expect, test } from 'vitest';
import { isLinearizable, type Operation } from './linearizability.ts';

const write = (value: string, start: number, end: number): Operation => ({ value, result: true, start, end });
const read = (result: string, start: number, end: number): Operation => ({ result, start, end });
const swap = (expected: string, value: string, result: boolean, start: number, end: number): Operation => ({
  expected,
  value,
  result,
  start,
  end,
});

test('a read sees the last write', () => {
  expect(isLinearizable([write('a', 0, 1), read('a', 2, 3)], '')).toBe(true);
  expect(isLinearizable([write('a', 0, 1), read('', 2, 3)], '')).toBe(false);
});

test('what happens at the same time may have happened in either order', () => {
  expect(isLinearizable([write('a', 0, 9), read('', 1, 2), read('a', 3, 4)], '')).toBe(true);
  expect(isLinearizable([write('a', 0, 9), read('a', 1, 2), read('', 3, 4)], '')).toBe(false);
});

test('of two writers who expect the same one succeeds', () => {
  expect(isLinearizable([swap('', 'a', true, 0, 5), swap('', 'b', false, 1, 6)], '')).toBe(true);
  expect(isLinearizable([swap('', 'a', true, 0, 5), swap('', 'b', true, 1, 6)], '')).toBe(false);
  expect(isLinearizable([swap('', 'a', false, 0, 5), swap('', 'b', false, 1, 6)], '')).toBe(false);
});

test('a lost update is found', () => {
  const history = [write('a', 0, 1), swap('a', 'b', true, 2, 5), write('c', 3, 4), read('b', 6, 7)];
  expect(isLinearizable(history, '')).toBe(false);
  expect(isLinearizable([...history.slice(0, 3), read('c', 6, 7)], '')).toBe(true);
});

test('a write that nobody answered may have happened or not', () => {
  const lost: Operation = { value: 'a', result: null, start: 0, end: Infinity };
  expect(isLinearizable([lost, read('a', 1, 2), read('a', 3, 4)], '')).toBe(true);
  expect(isLinearizable([lost, read('', 1, 2), read('', 3, 4)], '')).toBe(true);
  expect(isLinearizable([lost, read('a', 1, 2), read('', 3, 4)], '')).toBe(false);
});
