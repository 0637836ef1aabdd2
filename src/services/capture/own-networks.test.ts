import type { NetworkInterfaceInfo } from 'node:os';
import { expect, test } from 'vitest';
import { isInOwnNetwork } from './own-networks.ts';

const found = (family: 'IPv4' | 'IPv6', cidr: string | null) => ({ family, cidr }) as NetworkInterfaceInfo;
const INTERFACES = {
  lo: [found('IPv4', '127.0.0.1/8'), found('IPv6', '::1/128')],
  eth0: [
    found('IPv4', '198.51.100.7/24'),
    found('IPv6', '2001:4860:1:2:aaaa::7/64'),
    found('IPv6', 'fe80::1/64'),
    found('IPv6', null),
  ],
  gone: undefined,
};

test.each([
  ['a neighbour', '2001:4860:1:2::1', true],
  ['this machine', '2001:4860:1:2:aaaa::7', true],
  ['a neighbour, as it is written in an address of the web', '2001:4860:0001:0002:0:0:0:9', true],
  ['the network beside it', '2001:4860:1:3::1', false],
  ['a server elsewhere', '2606:4700::1111', false],
  ['a server of the same provider by IPv4', '198.51.100.9', false],
  ['no address', 'example.com', false],
])('%s', (_what, address, isOwn) => {
  expect(isInOwnNetwork(address, INTERFACES)).toBe(isOwn);
});

test('the networks of this machine can be asked for', () => {
  expect(isInOwnNetwork('2606:4700::1111')).toBe(false);
});
