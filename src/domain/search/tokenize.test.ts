import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fold, foldWithPositions } from './fold.ts';
import { queryTokens, tokenize } from './tokenize.ts';

const anyText = fc.string({
  unit: fc.oneof(fc.string({ unit: 'grapheme', maxLength: 1 }), fc.string({ unit: 'binary', maxLength: 1 })),
  maxLength: 40,
});

test.each([
  ['Hello, World!', ['hello', 'world']],
  ['Crème BRÛLÉE Ångström', ['creme', 'brulee', 'angstrom']],
  ['foo_bar foo-bar user@example.com', ['foo_bar', 'foo', 'bar', 'user', 'example', 'com']],
  ['ﬁne Ｆｕｌｌ x² ΟΔΟΣ', ['fine', 'full', 'x2', 'οδοσ']],
  ['日本語', ['日本', '本語', '語']],
  ['日', ['日']],
  ['v2日本x', ['v2', '日本', '本', 'x']],
  ['ガギ ｶﾞｷﾞ', ['ガギ', 'ギ', 'ガギ', 'ギ']],
  ['한국어', ['한국', '국어', '어']],
  ['ไทย', ['ไท', 'ทย', 'ย']],
  ['привет мир', ['привет', 'мир']],
  ['हिन्दी', ['हिन्दी']],
  ['می‌خواهم', ['میخواهم']],
  ['a🎉b👩‍💻🇩🇪❤️', ['a', '🎉', 'b', '👩‍💻', '🇩🇪', '❤']],
  ['*** -- ()', []],
])('the tokens of %j are %j', (text, tokens) => expect(tokenize(text)).toEqual(tokens));

test('a word is cut at 64 characters', () => {
  expect(tokenize('x'.repeat(100))).toEqual(['x'.repeat(64)]);
  expect(tokenize('𝒳é'.repeat(100))).toEqual(['xe'.repeat(32)]);
});

test.each([
  ['日本語', { tokens: ['日本', '本語'], prefix: false }],
  ['日', { tokens: ['日'], prefix: true }],
  ['日本foo', { tokens: ['日本', '本', 'foo'], prefix: false }],
  ['foo日', { tokens: ['foo', '日'], prefix: true }],
  ['foo-bar', { tokens: ['foo', 'bar'], prefix: false }],
])('the tokens that find %j are %j', (text, query) => expect(queryTokens(text)).toEqual(query));

describe('always', () => {
  test('tokens hold no ASCII punctuation, no white space, and no capitals', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const token of tokenize(text)) expect(token).toMatch(/^[^\s!-/:-@[-^`{-~A-Z]+$/u);
      }),
    );
  });

  test('a token that is no part of a pair is its own only token', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const token of tokenize(text)) expect(tokenize(token)[0]).toBe(token);
      }),
    );
  });

  test('folding twice is folding once, and case does not matter', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(fold(fold(text))).toBe(fold(text));
        expect(tokenize(text.normalize('NFD'))).toEqual(tokenize(text.normalize('NFC')));
      }),
    );
  });

  test('folding with positions folds to the same text', () => {
    fc.assert(fc.property(anyText, (text) => foldWithPositions(text).folded === fold(text)));
  });
});
