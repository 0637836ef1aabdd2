import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  assertContent,
  assertCounts,
  continuesEdit,
  MAX_LINKS,
  MAX_TAGS,
  positionAt,
  positionOf,
  timeAt,
} from './note.ts';
import { LAST_TIME, MINUTE } from './time.ts';

const time = fc.integer({ min: 0, max: LAST_TIME });
const id = fc.integer({ min: 1, max: 2 ** 40 });

describe('positions', () => {
  test('are exact integers that give their time back', () => {
    const property = fc.property(time, id, (createdAt, noteId) => {
      const position = positionOf(createdAt, noteId);
      expect(Number.isSafeInteger(position)).toBe(true);
      expect(timeAt(position)).toBe(createdAt);
    });
    fc.assert(property);
  });

  test('of an earlier time come first, whatever the ids', () => {
    const property = fc.property(time, time, id, id, (one, other, oneId, otherId) => {
      fc.pre(one !== other);
      expect(positionOf(one, oneId) < positionOf(other, otherId)).toBe(one < other);
    });
    fc.assert(property);
  });

  test('of one time follow the ids and lie from that time on, before the next', () => {
    expect(positionOf(5, 1)).toBeLessThan(positionOf(5, 2));
    expect(positionOf(5, 2048)).toBe(positionAt(5));
    expect(positionOf(5, 2047)).toBe(positionAt(6) - 1);
  });
});

describe('content', () => {
  const limits = { maxContentBytes: 8 };

  test.each(['a', ' a ', '12345678', 'äöüß', '🎉🎉'])('%j is accepted', (content) => {
    expect(() => assertContent(content, limits)).not.toThrow();
  });

  test.each(['', ' ', '\n\t\r\n', '\u00a0\u2003\ufeff'])('%j is blank', (content) => {
    expect(() => assertContent(content, limits)).toThrow(
      expect.objectContaining({ code: 'INVALID_ARGUMENT' }),
    );
  });

  test.each(['123456789', 'äöüßa', '🎉🎉a'])('%j is too large', (content) => {
    expect(() => assertContent(content, limits)).toThrow(
      expect.objectContaining({
        code: 'PAYLOAD_TOO_LARGE',
        details: [{ field: 'content', issue: 'Content has 9 bytes; at most 8 are allowed' }],
      }),
    );
  });

  test.each(['a\0b', 'half \ud83c', '\udf89 half'])('%j is no text that every database keeps', (content) => {
    expect(() => assertContent(content, { maxContentBytes: 100 })).toThrow(
      expect.objectContaining({
        code: 'INVALID_ARGUMENT',
        details: [expect.objectContaining({ field: 'content' })],
      }),
    );
  });

  test('may have so many tags and links, and not one more', () => {
    expect(() => assertCounts(MAX_TAGS, MAX_LINKS)).not.toThrow();
    expect(() => assertCounts(MAX_TAGS + 1, 0)).toThrow(
      expect.objectContaining({ code: 'INVALID_ARGUMENT' }),
    );
    expect(() => assertCounts(0, MAX_LINKS + 1)).toThrow(
      expect.objectContaining({ code: 'INVALID_ARGUMENT' }),
    );
  });
});

describe('an edit continues the one before it', () => {
  const before = { editedAt: 1000, editor: 'session:1' };
  const edit = { at: 1000 + 10 * MINUTE - 1, editor: 'session:1', conditional: true };

  test('when it is conditional, by the same editor, within ten minutes', () => {
    expect(continuesEdit(before, edit)).toBe(true);
  });

  test.each([
    ['ten minutes later', { ...edit, at: 1000 + 10 * MINUTE }],
    ['by another session', { ...edit, editor: 'session:2' }],
    ['made blindly', { ...edit, conditional: false }],
  ])('not %s', (_why, other) => {
    expect(continuesEdit(before, other)).toBe(false);
  });

  test('not where nobody is known to have written before', () => {
    expect(continuesEdit({ ...before, editor: null }, edit)).toBe(false);
  });
});
