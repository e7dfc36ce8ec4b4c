import {BlockList, isIP, isIPv6} from 'node:net';
import {CollectorError} from '../problem.js';

/** Which proxies are believed, as addresses or CIDR ranges. */
export class TrustedProxies {
  readonly #list = new BlockList();
  readonly isEmpty: boolean;

  /** @throws {CollectorError} `proxy/invalid` */
  constructor(entries: readonly string[] = []) {
    this.isEmpty = entries.length === 0;
    for (const entry of entries) this.#add(entry);
  }

  /**
   * The address of the client: the last hop that is no trusted proxy. `X-Forwarded-For` counts only as far as trusted proxies wrote it,
   * so a client cannot choose its own.
   */
  clientOf(peer: string | undefined, forwarded: string | null): string | undefined {
    if (peer === undefined) return;
    let address = plain(peer);
    const hops = (forwarded ?? '').split(',').map(hop => plain(hop.trim()));
    while (this.#trusts(address) && hops.length > 0) {
      const hop = hops.pop()!;
      if (!isIP(hop)) break;
      address = hop;
    }
    return address;
  }

  #add(entry: string): void {
    const [address = '', bits] = entry.trim().split('/');
    const family = isIPv6(address) ? 'ipv6' : 'ipv4';
    const most = family === 'ipv6' ? 128 : 32;
    const prefix = bits === undefined ? most : Number(bits);
    if (!isIP(address) || !Number.isInteger(prefix) || prefix < 0 || prefix > most)
      throw new CollectorError('proxy/invalid', `"${entry}" is no address or range; give one such as 10.0.0.0/8.`);
    this.#list.addSubnet(address, prefix, family);
  }

  #trusts(address: string): boolean {
    return !this.isEmpty && isIP(address) > 0 && this.#list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
  }
}

/** An address without a port, brackets, or the IPv6 clothing of IPv4. */
const plain = (address: string): string =>
  address
    .replace(/^\[([^\]]*)\](:\d+)?$/, '$1')
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
    .replace(/^::ffff:(?=\d+\.)/i, '');

export const isLoopback = (address: string): boolean => address === '::1' || address.startsWith('127.');

/** What one client counts as: an IPv4 address, or the /64 of an IPv6 address, of which a client has all. */
export function clientGroup(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = '', tail = ''] = address.split('::');
  const [front, back] = [head, tail].map(half => half.split(':').filter(Boolean));
  const gap = address.includes('::') ? 8 - front!.length - back!.length : 0;
  const groups = [...front!, ...Array.from({length: Math.max(0, gap)}, () => '0'), ...back!];
  return `${groups
    .slice(0, 4)
    .map(group => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}

/** An address as logs may hold it: without its last part. */
export function shortAddress(address: string | undefined): string {
  if (address === undefined) return 'unknown';
  return isIPv6(address) ? clientGroup(address) : address.replace(/\.\d+$/, '.0');
}
