import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readNote } from './note-facts.ts';
import { isTagName, tagKey } from './tag-name.ts';

test.each(['work', 'work/alpha', 'été', '日本語', '🎉', '2025', '_x', 'a-b', 'a--/b'])(
  '%j is a name',
  (name) => {
    expect(isTagName(name)).toBe(true);
  },
);

test.each([
  '',
  '#a',
  'a b',
  '/a',
  'a/',
  'a//b',
  '-a',
  'a-',
  'a.b',
  '\u0301a',
  'a\n',
  'x'.repeat(101),
  'é\u200D',
])('%j is no name', (name) => expect(isTagName(name)).toBe(false));

test('a name is what can be written and read back', () => {
  const names = fc.string({ unit: fc.constantFrom(...'aé日🎉1_-/ .#\u0301\u200D'), maxLength: 8 });
  fc.assert(
    fc.property(names, (name) => {
      const tags = readNote(`x #${name}`).tags.map((tag) => tag.name);
      expect(isTagName(name)).toBe(tags.length === 1 && tags[0] === name);
    }),
  );
});

test('keys are equal whatever the case and the normal form', () => {
  expect(tagKey('E\u0301T\u00C9')).toBe('ét\u00e9');
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (name) => tagKey(tagKey(name)) === tagKey(name)));
});
