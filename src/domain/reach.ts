/** Whether a host name or address always means this machine; IPv6 with or without brackets. */
export function isLoopback(host: string): boolean {
  const name = host.replace(/^\[|\]$/g, '').replace(/^::ffff:/i, '');
  return name === 'localhost' || name === '::1' || /^127(\.\d{1,3}){3}$/.test(name);
}

/** Whether nobody but this machine can reach a server that is set up like this; then its first visitor is trusted. */
export function isPrivateToMachine(setup: {
  host: string;
  url: string | undefined;
  trustProxy: boolean | string[];
}): boolean {
  return isLoopback(setup.host) && setup.url === undefined && setup.trustProxy === false;
}
