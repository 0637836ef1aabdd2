import { expect, test } from 'vitest';
import { canonicalKey } from './canonical.ts';

const url = 'https://example.com/tea.html?page=1';

test.each([
  ['another address of the same host', 'https://example.com/tea/?utm_source=x', 'https://example.com/tea'],
  ['its own address', url, 'https://example.com/tea.html?page=1'],
  ['the same host by the other scheme', 'http://example.com/tea', 'http://example.com/tea'],
  ['nothing', null, null],
  ['another host', 'https://evil.example/tea', null],
  ['another port', 'https://example.com:8443/tea', null],
  ['a host above it', 'https://com/tea', null],
  ['the front page, which it is not', 'https://example.com/', null],
  ['no address', 'tea', null],
])('a page that calls %s its own', (_what, canonicalUrl, key) => {
  expect(canonicalKey({ url, canonicalUrl })).toBe(key);
});

test('the front page may call itself so', () => {
  const given = { url: 'https://example.com/?', canonicalUrl: 'https://example.com' };
  expect(canonicalKey(given)).toBe('https://example.com');
});
