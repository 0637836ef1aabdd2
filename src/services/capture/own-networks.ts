import { networkInterfaces, type NetworkInterfaceInfo } from 'node:os';
import ipaddr from 'ipaddr.js';

type Interfaces = NodeJS.Dict<NetworkInterfaceInfo[]>;

/**
 * Whether an IPv6 address lies in a network that this machine is in. At home and at work all machines have global addresses,
 * and only a firewall between them and the Internet, which does not stand between them and this server. With IPv4 such
 * machines have private addresses; a network of public ones is that of a provider, full of servers of others.
 */
export function isInOwnNetwork(text: string, interfaces: Interfaces = networkInterfaces()): boolean {
  if (!ipaddr.IPv6.isValid(text)) return false;
  const address = ipaddr.IPv6.parse(text);
  return Object.values(interfaces)
    .flatMap((found) => found ?? [])
    .some(
      ({ family, cidr }) => family === 'IPv6' && cidr !== null && address.match(ipaddr.IPv6.parseCIDR(cidr)),
    );
}
