import { expect, test } from 'vitest';
import { isSeenEdit, parseSeenEdit } from './edit-time.ts';

const EDITED_AT = Date.parse('2025-08-19T10:00:00.250Z');
const isSeen = (text: string): boolean => isSeenEdit(parseSeenEdit('LastMtime', text)!, EDITED_AT);

test.each([
  ['2025-08-19T10:00:00.25Z', true],
  ['2025-08-19T12:00:00.250+02:00', true],
  ['2025-08-19T10:00:00.250999999Z', true],
  ['2025-08-19T10:00:00.251Z', false],
  ['2025-08-19T10:00:00.0Z', false],
  ['2025-08-19T10:00:00Z', true],
  ['2025-08-19T09:59:59Z', false],
])('an edit at 10:00:00.250 is the one of %s: %s', (text, expected) => {
  expect(isSeen(text)).toBe(expected);
});

test('the zero time of Go is none', () => {
  expect(parseSeenEdit('LastMtime', '0001-01-01T00:00:00Z')).toBeNull();
});

test('a date alone is refused, and the field named', () => {
  expect(() => parseSeenEdit('LastMtime', '2023-01-16')).toThrow(
    expect.objectContaining({ details: [expect.objectContaining({ field: 'LastMtime' })] }),
  );
});
