import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addressIn, kindOfAddress, normalizeAddress, webAddress } from './address.ts';

describe('an address and nothing else', () => {
  test.each([
    [' https://example.com/a?b=c#d \n', 'https://example.com/a?b=c#d'],
    ['<https://example.com/>', 'https://example.com/'],
    ['HTTP://EXAMPLE.COM', 'http://example.com/'],
    ['www.example.com/path', 'https://www.example.com/path'],
    ['https://bücher.example/straße', 'https://xn--bcher-kva.example/stra%C3%9Fe'],
    ['http://nas:8080/', 'http://nas:8080/'],
  ])('%j is one', (content, address) => {
    expect(addressIn(content)).toBe(address);
  });

  test.each([
    'example.com/path',
    'www.example',
    'see https://example.com',
    'https://example.com and more',
    'https://example.com\nhttps://example.org',
    '[a](https://example.com)',
    'https://ada:secret@example.com/',
    'ftp://example.com/',
    'javascript:alert(1)',
    'https://',
    'https:///path',
    'http://[::1',
    'https://exa\u0000mple.com',
    `https://example.com/${'x'.repeat(2048)}`,
    '',
  ])('%j is none', (content) => {
    expect(addressIn(content)).toBeNull();
  });
});

describe('two spellings of one page are one address', () => {
  test.each([
    ['HTTPS://Example.COM:443/Path/', 'https://example.com/Path'],
    ['https://example.com', 'https://example.com/'],
    ['https://example.com./a', 'https://example.com/a'],
    ['https://bücher.example/', 'https://xn--bcher-kva.example'],
    ['https://example.com/a#part', 'https://example.com/a'],
    [
      'https://example.com/?utm_source=x&UTM_Medium=y&fbclid=1&gclid=2&mc_cid=3&igshid=4&ref_src=5',
      'https://example.com',
    ],
    ['https://example.com/?b=2&a=1&', 'https://example.com/?a=1&b=2'],
    ['https://example.com/%7eada/%c3%9f', 'https://example.com/~ada/%C3%9F'],
  ])('%s and %s', (one, other) => {
    expect(normalizeAddress(one)).toBe(normalizeAddress(other));
  });

  test.each([
    ['https://example.com/a', 'http://example.com/a'],
    ['https://example.com/a', 'https://www.example.com/a'],
    ['https://example.com/a', 'https://example.com/A'],
    ['https://example.com/a//b', 'https://example.com/a/b'],
    ['https://example.com/#!/one', 'https://example.com/#!/two'],
    ['https://example.com/?a=1&a=2', 'https://example.com/?a=2&a=1'],
    ['https://example.com/?a=%26', 'https://example.com/?a=&'],
    ['https://example.com:8443/', 'https://example.com/'],
  ])('but not %s and %s', (one, other) => {
    expect(normalizeAddress(one)).not.toBe(normalizeAddress(other));
  });
});

test('every address has one normal form, which is an address of the same page', () => {
  const part = fc.string({ unit: 'binary', maxLength: 12 });
  const url = fc
    .oneof(
      fc.webUrl({ withFragments: true, withQueryParameters: true }),
      fc
        .tuple(fc.constantFrom('http', 'https', 'HTTP'), fc.domain(), part, part, part)
        .map(([scheme, host, path, query, fragment]) => `${scheme}://${host}/${path}?${query}#${fragment}`),
    )
    .filter((text) => URL.canParse(text));
  fc.assert(
    fc.property(url, (text) => {
      const normal = normalizeAddress(text);
      expect(normalizeAddress(normal)).toBe(normal);
      if (webAddress(text))
        expect(URL.parse(normal)?.host.replace(/\.$/, '')).toBe(new URL(text).host.replace(/\.$/, ''));
    }),
  );
});

test('what is no address of the web stays as it is', () => {
  for (const text of ['mailto:ada@example.com', 'no address', '']) expect(normalizeAddress(text)).toBe(text);
});

test.each([
  ['https://twitter.com/ada/status/123', 'tweet'],
  ['https://x.com/i/web/status/123?s=20', 'tweet'],
  ['https://mobile.twitter.com/ada/status/123/photo/1', 'tweet'],
  ['https://x.com/ada', 'page'],
  ['https://notx.com/ada/status/123', 'page'],
  ['https://example.com/paper.PDF?download=1', 'document'],
  ['https://example.com/pdf', 'page'],
  ['no address', 'page'],
])('%s leads to a %s', (address, kind) => {
  expect(kindOfAddress(address)).toBe(kind);
});
