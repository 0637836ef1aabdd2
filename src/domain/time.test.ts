import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DomainError } from './errors.ts';
import { formatTime, LAST_TIME, parseTime } from './time.ts';

describe('a time is read', () => {
  test.each([
    ['1970-01-01T00:00:00Z', 0],
    ['2025-08-19T10:00:00Z', Date.UTC(2025, 7, 19, 10)],
    ['2025-08-19t10:00:00z', Date.UTC(2025, 7, 19, 10)],
    ['2025-08-19T10:00:00.1Z', Date.UTC(2025, 7, 19, 10) + 100],
    ['2025-08-19T10:00:00.123987654Z', Date.UTC(2025, 7, 19, 10) + 123],
    ['2025-08-19T12:30:00+02:30', Date.UTC(2025, 7, 19, 10)],
    ['1969-12-31T23:00:00-01:00', 0],
    ['2024-02-29T00:00:00Z', Date.UTC(2024, 1, 29)],
    ['2106-02-07T06:28:15.999Z', LAST_TIME],
  ])('%s', (text, expected) => {
    expect(parseTime('at', text)).toBe(expected);
  });
});

describe('a time is refused', () => {
  test.each([
    '',
    'yesterday',
    '2025-08-19',
    '2025-08-19T10:00Z',
    '2025-08-19T10:00:00',
    '2025-08-19 10:00:00Z',
    ' 2025-08-19T10:00:00Z',
    '2025-02-29T00:00:00Z',
    '2025-04-31T00:00:00Z',
    '2025-13-01T00:00:00Z',
    '2025-00-10T00:00:00Z',
    '2025-01-00T00:00:00Z',
    '2025-01-01T24:00:00Z',
    '2025-01-01T10:60:00Z',
    '2025-01-01T10:00:00+24:00',
    '2025-01-01T10:00:00+01:60',
    '2025-01-01T10:00:00.Z',
    '1969-12-31T23:59:59Z',
    '2106-02-07T06:28:16Z',
    '0000-01-01T00:00:00Z',
    '9999-12-31T23:59:59Z',
    '12025-01-01T00:00:00Z',
  ])('%j', (text) => {
    const read = () => parseTime('createTime', text);
    expect(read).toThrow(DomainError);
    expect(read).toThrow(
      expect.objectContaining({
        code: 'INVALID_ARGUMENT',
        details: [expect.objectContaining({ field: 'createTime' })],
      }),
    );
  });
});

test('what is written is read as the same second', () => {
  const property = fc.property(fc.integer({ min: 0, max: LAST_TIME }), (ms) => {
    expect(parseTime('at', formatTime(ms))).toBe(Math.floor(ms / 1000) * 1000);
  });
  fc.assert(property);
});

test('any text is a time or a DomainError', () => {
  const digits = fc.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/);
  const property = fc.property(fc.oneof(fc.string(), digits), (text) => {
    try {
      expect(parseTime('at', text)).toBeGreaterThanOrEqual(0);
    } catch (error) {
      expect(error).toBeInstanceOf(DomainError);
    }
  });
  fc.assert(property, { numRuns: 1000 });
});
