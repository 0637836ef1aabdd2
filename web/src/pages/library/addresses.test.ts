import { expect, test } from 'vitest';
import { addressOf, linesOf } from './addresses.ts';

test.each([
  ['https://example.com/a?b=c#d', 'https://example.com/a?b=c#d'],
  [' <http://127.0.0.1:5230/x> ', 'http://127.0.0.1:5230/x'],
  ['example.com/a', 'https://example.com/a'],
  ['bücher.example', 'https://bücher.example'],
  ['a thought about example.com', null],
  ['javascript:alert(1)', null],
  ['ada@example.com', null],
  ['https://', null],
  ['3.14', null],
])('%s means %s', (line, address) => {
  expect(addressOf(line)).toBe(address);
});

test('each line is one, addresses beside each other too, and none comes twice', () => {
  expect(linesOf('https://a.example\n\nhttps://a.example\nhttps://b.example c.example\na thought\n')).toEqual(
    ['https://a.example', 'https://b.example', 'c.example', 'a thought'],
  );
});
