import { expect, test } from 'vitest';
import { noteOf, readShared } from './shared.ts';

test.each([
  ['?url=https%3A%2F%2Fa.example%2Fx&title=A', 'https://a.example/x', 'A', ''],
  ['?text=A%20https%3A%2F%2Fa.example%2Fx', 'https://a.example/x', '', 'A'],
  ['?title=A&text=A%20https%3A%2F%2Fa.example', 'https://a.example', 'A', ''],
  ['?title=https%3A%2F%2Fa.example', 'https://a.example', '', ''],
  ['?url=javascript%3Aalert(1)&text=words', null, '', 'words'],
  ['', null, '', ''],
])('%s', (search, address, title, text) => {
  expect(readShared(search)).toEqual({ address, title, text, isPopup: false });
});

test('words beside a page become a note that names it', () => {
  const shared = { address: 'https://a.example', title: 'A [b]', text: '', isPopup: false };
  expect(noteOf(shared, ' Read this ')).toBe('Read this\n\n[A \\[b\\]](<https://a.example>)');
  expect(noteOf({ ...shared, address: null }, 'words')).toBe('A [b]\n\nwords');
});
