import { expect, test } from 'vitest';
import { readExpiry } from './read-expiry.ts';

const NOW = Date.parse('2026-01-01T00:00:00Z');

test.each([
  ['90d', '2026-04-01T00:00:00.000Z'],
  ['12h', '2026-01-01T12:00:00.000Z'],
  ['2030-01-31T00:00:00+01:00', '2030-01-30T23:00:00.000Z'],
])('%s ends at %s', (text, expected) => {
  expect(new Date(readExpiry(text, NOW)).toISOString()).toBe(expected);
});

test.each(['', 'soon', '90', '-1d', '9999999d', '999999d', '2030-01-31', '2030-02-31T00:00:00Z'])(
  '"%s" is refused',
  (text) => {
    expect(() => readExpiry(text, NOW)).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }));
  },
);
