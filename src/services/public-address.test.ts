import { describe, expect, test } from 'vitest';
import { isPublicAddress, NoPublicAddress, resolvePublic, type Resolve } from './public-address.ts';

describe('an address is not public when it is', () => {
  test.each([
    ['loopback', '127.0.0.1'],
    ['loopback, another', '127.255.255.254'],
    ['private, 10/8', '10.0.0.1'],
    ['private, 172.16/12', '172.16.0.1'],
    ['private, 192.168/16', '192.168.1.1'],
    ['shared by carriers', '100.64.0.1'],
    ['link-local', '169.254.0.1'],
    ['the metadata service of a cloud', '169.254.169.254'],
    ['a metadata service among reserved addresses', '192.0.0.192'],
    ['a metadata service among shared addresses', '100.100.100.200'],
    ['a service of a cloud in a public range', '168.63.129.16'],
    ['unspecified', '0.0.0.0'],
    ['this network', '0.1.2.3'],
    ['multicast', '224.0.0.1'],
    ['broadcast', '255.255.255.255'],
    ['reserved', '240.0.0.1'],
    ['for documentation', '192.0.2.1'],
    ['for benchmarks', '198.18.0.1'],
    ['a relay of 6to4', '192.88.99.1'],
    ['IPv6 loopback', '::1'],
    ['IPv6 unspecified', '::'],
    ['IPv6 link-local', 'fe80::1'],
    ['IPv6 link-local with a zone', 'fe80::1%eth0'],
    ['IPv6 site-local', 'fec0::1'],
    ['IPv6 unique local', 'fd00:ec2::254'],
    ['IPv6 multicast', 'ff02::1'],
    ['IPv6 for documentation', '2001:db8::1'],
    ['IPv4-mapped', '::ffff:127.0.0.1'],
    ['IPv4-mapped, public', '::ffff:8.8.8.8'],
    ['IPv4-compatible', '::127.0.0.1'],
    ['IPv4-compatible in hex', '::7f00:1'],
    ['IPv4-compatible, public', '::808:808'],
    ['IPv4-translated', '::ffff:0:127.0.0.1'],
    ['NAT64', '64:ff9b::7f00:1'],
    ['NAT64, local', '64:ff9b:1::7f00:1'],
    ['6to4', '2002:7f00:1::'],
    ['Teredo', '2001::1'],
    ['a discard prefix', '100::1'],
    ['outside of what is handed out', '4000::1'],
    ['a name', 'localhost'],
    ['nothing', ''],
  ])('%s: %s', (_what, address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

test.each(['1.1.1.1', '8.8.8.8', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2a00:1450:4001::1'])(
  '%s is public',
  (address) => {
    expect(isPublicAddress(address)).toBe(true);
  },
);

/** A URL parser gives every spelling of an IPv4 address its one form; what is checked is what is connected to. */
test.each([
  'http://2130706433/',
  'http://0x7f000001/',
  'http://0x7f.1/',
  'http://017700000001/',
  'http://0177.0.0.1/',
  'http://127.1/',
  'http://127.0.0.1./',
  'http://0/',
  'http://①②⑦.⓪.⓪.①/',
  'http://[::1]/',
  'http://[::ffff:7f00:1]/',
  'http://[0:0:0:0:0:ffff:127.0.0.1]/',
  'http://localhost/',
  'http://localhost./',
  'http://LOCALHOST/',
  'http://anything.localhost/',
  'http://%6c%6fcalhost/',
  'http://ｌｏｃａｌｈｏｓｔ/',
])('%s leads to nothing public', async (url) => {
  const { hostname } = new URL(url);
  const resolve: Resolve = async () => [{ address: '93.184.215.14', family: 4 }];
  const host = hostname.replace(/^\[|\]$/g, '');
  await expect(resolvePublic(host, resolve)).rejects.toThrow(NoPublicAddress);
});

test('one address that is not public spoils the others of the name', async () => {
  const resolve: Resolve = async () => [
    { address: '93.184.215.14', family: 4 },
    { address: '::1', family: 6 },
  ];
  await expect(resolvePublic('example.com', resolve)).rejects.toThrow(NoPublicAddress);
});

test('a name that does not exist and one that is private are told in the same words', async () => {
  const missing = resolvePublic('nowhere.example', async () => {
    throw new Error('ENOTFOUND nowhere.example');
  });
  const inside = resolvePublic('router.example', async () => [{ address: '192.168.0.1', family: 4 }]);
  const empty = resolvePublic('empty.example', async () => []);
  for (const refused of [missing, inside, empty]) {
    await expect(refused).rejects.toThrow(/^The host has no public address$/);
  }
});
