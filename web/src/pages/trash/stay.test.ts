import { expect, test } from 'vitest';
import { stayOf } from './stay.ts';

const now = Date.parse('2026-11-22T12:00:00Z');

test.each([
  ['2026-11-22T12:00:00Z', 30],
  ['2026-11-21T12:00:00Z', 29],
  ['2026-10-24T11:59:00Z', 1],
  ['2026-10-01T00:00:00Z', 1],
  ['2026-11-22T12:00:05Z', 30],
])('a note thrown away at %s stays for %i days', (trashTime, days) => {
  expect(stayOf({ trashTime, updateTime: '2026-11-22T11:00:00Z' }, now).daysLeft).toBe(days);
});

test('it is there since it was thrown away, whatever changed later, and is removed 30 days after that', () => {
  const stay = stayOf({ trashTime: '2026-11-01T10:00:00Z', updateTime: '2026-11-20T10:00:00Z' }, now);
  expect(stay.since).toEqual(new Date('2026-11-01T10:00:00Z'));
  expect(stay.until).toEqual(new Date('2026-12-01T10:00:00Z'));
});
