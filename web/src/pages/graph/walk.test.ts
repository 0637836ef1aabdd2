import { expect, test } from 'vitest';
import { neighbourTowards } from './walk.ts';

const AROUND = [
  { id: 1, x: 10, y: 1 },
  { id: 2, x: 3, y: 9 },
  { id: 3, x: -5, y: -5 },
];

test('an arrow leads to the neighbour that lies where it points', () => {
  const from = { x: 0, y: 0 };
  expect(neighbourTowards(from, AROUND, 'ArrowRight')).toBe(1);
  expect(neighbourTowards(from, AROUND, 'ArrowUp')).toBe(2);
  expect(neighbourTowards(from, AROUND, 'ArrowLeft')).toBe(3);
  expect(neighbourTowards(from, AROUND.slice(0, 1), 'ArrowLeft')).toBeUndefined();
});
