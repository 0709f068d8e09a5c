import { isIP } from 'node:net';

/**
 * Whose word about the client's address is taken: a number of proxies that stand before us, or ranges of addresses that they have (`loopback`,
 * `10.1.0.0/16`, ...).
 */
export type TrustedProxies = number | readonly string[];

const namedRanges: ReadonlySet<string> = new Set(['loopback', 'linklocal', 'uniquelocal']);
const maxHops = 10;

/** Reads TRUST_PROXY. Gives the proxies, or what is wrong with them. */
export function parseTrustedProxies(text: string): { readonly proxies: TrustedProxies } | { readonly problem: string } {
  if (/^\d+$/.test(text)) {
    const hops = Number(text);
    if (hops >= 1 && hops <= maxHops) return { proxies: hops };
    return { problem: `a number of proxies must be from 1 to ${maxHops}; to trust none, leave it unset` };
  }
  const ranges = text.split(',').map((part) => part.trim());
  const place = ranges.findIndex((range) => !namedRanges.has(range) && !isAddressRange(range));
  if (place === -1) return { proxies: Object.freeze(ranges) };
  const words = 'is none of loopback, linklocal, uniquelocal, an IP address and a range like 10.1.0.0/16';
  return { problem: `entry ${place + 1} ${words}; a number alone is how many proxies stand before the API` };
}

/** `/0` would be everybody, and with it anybody's word. */
function isAddressRange(range: string): boolean {
  const [, address = '', bits] = /^([\da-f.:]+)(?:\/(\d{1,3}))?$/i.exec(range) ?? [];
  const version = isIP(address);
  if (version === 0) return false;
  return bits === undefined || (Number(bits) >= 1 && Number(bits) <= (version === 4 ? 32 : 128));
}
