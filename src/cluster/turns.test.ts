import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createTurns } from './turns.ts';

const granted: string[] = [];
beforeEach(() => {
  granted.length = 0;
});
afterEach(() => {
  vi.useRealTimers();
});
const turns = () => createTurns<string>((who) => granted.push(who), 1000);

test('one at a time, in the order of asking', () => {
  const { want, over } = turns();
  for (const who of ['a', 'b', 'c']) want(who);
  expect(granted).toEqual(['a']);
  over('a');
  want('a');
  over('b');
  over('c');
  expect(granted).toEqual(['a', 'b', 'c', 'a']);
});

test('who leaves while waiting is passed over', () => {
  const { want, over } = turns();
  for (const who of ['a', 'b', 'c']) want(who);
  over('b');
  over('a');
  expect(granted).toEqual(['a', 'c']);
});

test('who ends a turn that is not theirs ends nobody else’s', () => {
  const { want, over } = turns();
  want('a');
  want('b');
  over('c');
  expect(granted).toEqual(['a']);
});

test('a turn that is never given back ends by itself', () => {
  vi.useFakeTimers();
  const { want, over } = turns();
  want('a');
  want('b');
  vi.advanceTimersByTime(1000);
  expect(granted).toEqual(['a', 'b']);
  over('a');
  want('c');
  expect(granted).toEqual(['a', 'b']);
  over('b');
  expect(granted).toEqual(['a', 'b', 'c']);
});
