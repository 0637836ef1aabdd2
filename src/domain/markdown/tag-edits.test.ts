import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DomainError } from '../errors.ts';
import { readNote } from './note-facts.ts';
import { removeTag, renameTag } from './tag-edits.ts';

const keysOf = (content: string): string[] => readNote(content).tags.map((tag) => tag.key);

describe('renaming', () => {
  test.each([
    ['#a x #A/child `#a` #ab', '#b x #b/child `#a` #ab'],
    ['> - #a\r\n> [#a](x#a)\r\n', '> - #b\r\n> [#b](x#a)\r\n'],
    ['\uFEFF# T #a\n', '\uFEFF# T #b\n'],
    ['no tag \\#a', 'no tag \\#a'],
  ])('%j gives %j', (content, renamed) => expect(renameTag(content, 'a', 'b')).toBe(renamed));

  test('a nested tag takes its children along, also below itself', () => {
    expect(renameTag('#a/b #a/b/c #a', 'a/b', 'x')).toBe('#x #x/c #a');
    expect(renameTag('#a #a/b', 'a', 'a/old')).toBe('#a/old #a/old/b');
  });

  test('refuses a name that could not be read back', () => {
    expect(() => renameTag('#a', 'a', 'b c')).toThrow(DomainError);
    expect(() => renameTag(`#a/${'c'.repeat(90)}`, 'a', 'b'.repeat(20))).toThrow(DomainError);
  });
});

describe('removing', () => {
  test.each([
    ['a #t b', 'a b'],
    ['#t b', 'b'],
    ['b #t', 'b'],
    ['b #t\r\nc', 'b\r\nc'],
    ['b (#t) c', 'b () c'],
    ['(#t b)', '(b)'],
    ['a #t, b', 'a, b'],
    ['a #t #t b', 'a b'],
    ['a\n#t\nb', 'a\nb'],
    ['a\n  #t #T\r\nb', 'a\nb'],
    ['- #t b', '- b'],
    ['#t/child #tt `#t`', '#t/child #tt `#t`'],
    ['#t', ''],
  ])('from %j leaves %j', (content, rest) => expect(removeTag(content, 't')).toBe(rest));
});

const piece = fc.constantFrom(
  'word',
  '#old',
  '#OLD',
  '#old/child',
  '#older',
  '#other',
  '(#old)',
  '`#old`',
  '\\#old',
  '[#old x](https://x.y/#old)',
  '\n\n',
  '\n> ',
  '\n- ',
  '\n\n```\n#old\n```\n\n',
  '\r\n',
);
const texts = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(' '));

test('after renaming a note has the new tag, not the old one, and nothing else is changed', () => {
  fc.assert(
    fc.property(texts, (content) => {
      const renamed = renameTag(content, 'old', 'new');
      const expected = keysOf(content).map((key) => key.replace(/^old(?=$|\/)/, 'new'));
      expect(keysOf(renamed)).toEqual(expected);
      expect(renameTag(renamed, 'new', 'old').toLowerCase()).toBe(content.toLowerCase());
    }),
  );
});

test('after removing a note has all tags but that one, and all other words', () => {
  fc.assert(
    fc.property(texts, (content) => {
      const rest = removeTag(content, 'old');
      expect(keysOf(rest)).toEqual(keysOf(content).filter((key) => key !== 'old'));
      const words = (text: string): string[] =>
        text.split(/\s+/).filter((word) => !/^\(?(?:#old)?\)?$/i.test(word));
      const outsideCode = (text: string): string => text.replace(/```[^]*?```/g, 'code');
      expect(words(outsideCode(rest.replaceAll('[x]', '[#old x]')))).toEqual(words(outsideCode(content)));
    }),
  );
});
