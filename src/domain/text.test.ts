import { expect, test } from 'vitest';
import { assertText } from './text.ts';

test.each(['', 'Grüße 🎉\r\n\t\u0001\u200d', '\ufffd\uffff\ufeff'])('%j is text', (text) => {
  expect(() => assertText('name', text)).not.toThrow();
});

test.each(['\0', 'a\0b', '\ud83c', 'a\udf89\ud83c', '🎉\ud83c'])(
  '%j is refused, naming the field',
  (text) => {
    expect(() => assertText('name', text)).toThrow(
      expect.objectContaining({
        code: 'INVALID_ARGUMENT',
        details: [expect.objectContaining({ field: 'name' })],
      }),
    );
  },
);
