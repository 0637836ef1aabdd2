import { expect, test } from 'vitest';
import { daysLeft } from './days-left.ts';

const now = Date.parse('2026-11-22T12:00:00Z');

test.each([
  ['2026-11-22T12:00:00Z', 30],
  ['2026-11-21T12:00:00Z', 29],
  ['2026-10-24T11:59:00Z', 1],
  ['2026-10-01T00:00:00Z', 1],
  ['2026-11-22T12:00:05Z', 30],
])('a note thrown away at %s stays for %i days', (updateTime, days) => {
  expect(daysLeft({ updateTime }, now)).toBe(days);
});
