import { lookup as lookUp } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** Networks that are not the internet: this machine, its neighbours, what clouds tell their machines, and what has no host. */
const PRIVATE = new BlockList();
const V4 = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
  ...['192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24'],
  ...['224.0.0.0/4', '240.0.0.0/4'],
];
// With those that lead to an IPv4 address of the sender's choice: NAT64, Teredo, 6to4. Mapped ones are found as IPv4.
const V6 = [
  ...['::/96', '64:ff9b::/96', '64:ff9b:1::/48', '100::/64', '2001::/32', '2001:db8::/32', '2002::/16', 'fc00::/7'],
  ...['fe80::/10', 'fec0::/10', 'ff00::/8'],
];
for (const [networks, family] of [[V4, 'ipv4'] as const, [V6, 'ipv6'] as const])
  for (const network of networks) {
    const [address = '', bits = ''] = network.split('/');
    PRIVATE.addSubnet(address, Number(bits), family);
  }

/** Whether an IP address is of no machine on the internet. Text that is no address counts as such. */
export function isPrivateAddress(address: string): boolean {
  const family = isIP(address);
  return family === 0 || PRIVATE.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

/** The host of an address is private as it is written; names have to be looked up. */
export function isPrivateHost(hostname: string): boolean {
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  return (isIP(host) !== 0 && isPrivateAddress(host)) || /(^|\.)localhost\.?$/i.test(host);
}

class PrivateAddressError extends Error {
  readonly code = 'EPRIVATE';
}

/**
 * Looks up as Node does, and fails with `PrivateAddressError` if any address is private. What it answers is what is connected to,
 * so a name that says something else the next time gains nothing.
 */
export function publicLookup(lookup: LookupFunction = lookUp as LookupFunction): LookupFunction {
  return (hostname, options, done) =>
    lookup(hostname, options, (error, found, family) => {
      const addresses = Array.isArray(found) ? found.map(({ address }) => address) : [found];
      if (error === null && addresses.some(isPrivateAddress))
        done(new PrivateAddressError(`${hostname} is a private address`), found, family);
      else done(error, found, family);
    });
}
