import { expect, test } from 'vitest';
import { isWrapped } from './wrapped.ts';

test('a paragraph that an editor has folded is wrapped', () => {
  const folded = [
    'Certain classes of macros are completely impossible without the ability to pass',
    'lifetimes. Specifically, anything that wants to implement a trait from inside of',
    'a macro is going to need to deal with lifetimes eventually.',
  ].join('\n');
  expect(isWrapped(folded)).toBe(true);
  expect(isWrapped(folded.replaceAll('\n', '\r\n'))).toBe(true);
});

test.each([
  ['one line', 'Certain classes of macros are completely impossible without the ability to pass lifetimes'],
  ['verses', 'Shall I compare thee to a summer’s day?\nThou art more lovely and more temperate:'],
  ['an address', 'Ada Lovelace\n12 St James’s Square\nLondon'],
  [
    'lines that had room',
    `${'a long line of words that goes on for a good while and then some more'}\nshort\nlast`,
  ],
  ['lines that were never folded', `${'word '.repeat(40)}\n${'word '.repeat(40)}`],
])('is not: %s', (_name, text) => {
  expect(isWrapped(text)).toBe(false);
});
