import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** An address that a name leads to. */
export interface Resolved {
  address: string;
  family: number;
}

/** @returns every address of the name */
export type Resolve = (hostname: string) => Promise<Resolved[]>;

export const systemResolve: Resolve = (hostname) => lookup(hostname, { all: true, verbatim: true });

/** Serves the machines of a cloud from within, though it lies in a public range. */
const CLOUD_SERVICES = ['168.63.129.16'];
/** What is handed out to the public Internet; much of the rest leads to IPv4 addresses by another name. */
const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3');

/** Whether an address is out on the Internet: not private, loopback, link-local, shared, multicast, reserved or a tunnel. */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.parse(text);
  if (address.range() !== 'unicast' || CLOUD_SERVICES.includes(address.toString())) return false;
  return address.kind() === 'ipv4' || address.match(GLOBAL_IPV6);
}

/** The message is the same for what is private and what does not exist: nobody learns which names a network has. */
export class NoPublicAddress extends Error {
  constructor() {
    super('The host has no public address');
    this.name = 'NoPublicAddress';
  }
}

/** Whether `hostname` may lead to this address. */
export type MayReach = (address: string, hostname: string) => boolean;

/**
 * The addresses to connect to, each of them checked: one that is not public spoils the lot.
 * @throws NoPublicAddress
 */
export async function resolvePublic(
  hostname: string,
  resolve: Resolve,
  mayReach: MayReach = isPublicAddress,
): Promise<Resolved[]> {
  const family = isIP(hostname);
  const found = family === 0 ? await resolveName(hostname, resolve) : [{ address: hostname, family }];
  if (found.length === 0 || !found.every(({ address }) => mayReach(address, hostname)))
    throw new NoPublicAddress();
  return found;
}

async function resolveName(hostname: string, resolve: Resolve): Promise<Resolved[]> {
  // Whatever a resolver says of it, this name means this machine (RFC 6761, 6.3).
  if (/(^|\.)localhost\.?$/i.test(hostname)) throw new NoPublicAddress();
  try {
    return await resolve(hostname);
  } catch (error) {
    throw Object.assign(new NoPublicAddress(), { cause: error });
  }
}
