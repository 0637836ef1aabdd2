import { expect, test } from 'vitest';
import { attempt } from './attempt.ts';

const failing = (times: number) => {
  let count = 0;
  return async () => {
    if (++count <= times) throw new Error(`lost ${count}`);
    return count;
  };
};

test('what comes at a later attempt is there', async () => {
  expect(await attempt(failing(0), [0, 0])).toBe(1);
  expect(await attempt(failing(2), [0, 0])).toBe(3);
});

test('what does not come is said, with the last reason', async () => {
  await expect(attempt(failing(9), [0, 0])).rejects.toThrow('lost 3');
});
