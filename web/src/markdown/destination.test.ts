import { expect, test } from 'vitest';
import { readDestination } from './destination.ts';

test.each([
  ['64214a1d.md', { kind: 'note', filename: '64214a1d.md', section: null }],
  ['64214a1d.md#a', { kind: 'note', filename: '64214a1d.md', section: 'a' }],
  ['/api/v1/resources/12', { kind: 'file', name: '12' }],
  ['#a%20b', { kind: 'section', slug: 'a b' }],
  ['#%', { kind: 'section', slug: '%' }],
  ['HTTPS://Example.com/a b', { kind: 'web', href: 'https://example.com/a%20b', host: 'example.com' }],
  ['//example.com/a', { kind: 'web', href: 'https://example.com/a', host: 'example.com' }],
  ['www.example.com', { kind: 'web', href: 'https://www.example.com/', host: 'www.example.com' }],
  ['mailto:me@example.com', { kind: 'address', href: 'mailto:me@example.com' }],
])('%s leads somewhere', (raw, destination) => {
  expect(readDestination(raw)).toEqual(destination);
});

test.each([
  'javascript:a',
  ' JAVASCRIPT:a',
  'java\nscript:a',
  '&#106;avascript:a',
  '\u0000javascript:a',
  'data:text/html,a',
  'vbscript:a',
  'blob:https://a/b',
  'file:///etc/passwd',
  'https://user:password@bank.example',
  'https://',
  '/settings',
  '../64214a1d.md',
  '',
])('%j leads nowhere', (raw) => {
  expect(readDestination(raw)).toEqual({ kind: 'nowhere' });
});
