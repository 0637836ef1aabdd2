import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bothTexts } from './both-texts.ts';

test('what both have stands once, and what differs stands below each other', () => {
  expect(bothTexts('# Title\n\ntheirs\n\nend', '# Title\n\nours\n\nend')).toBe(
    '# Title\n\ntheirs\nours\n\nend',
  );
  expect(bothTexts('a', 'b')).toBe('a\nb');
});

test('no line of either is lost', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c', '', 'long line'), { maxLength: 8 });
  fc.assert(
    fc.property(text, text, (theirs, ours) => {
      const both = bothTexts(theirs.join('\n'), ours.join('\n')).split('\n');
      for (const line of [...theirs, ...ours]) if (line !== '') expect(both).toContain(line);
    }),
  );
});
