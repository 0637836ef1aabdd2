import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareBytes } from './compare-bytes.ts';

test('texts compare as their bytes do', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'B', 'é', '日', '\u{FF61}', '🎉', '\u{E000}', '\n') });
  fc.assert(
    fc.property(text, text, (a, b) => {
      const bytes = Buffer.compare(Buffer.from(a), Buffer.from(b));
      expect(Math.sign(compareBytes(a, b))).toBe(bytes);
    }),
  );
});
