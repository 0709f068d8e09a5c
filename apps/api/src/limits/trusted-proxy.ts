import type { TrustedProxies } from '@branch-sync/config';

/**
 * Whom Fastify is to believe about a client's address. A number of proxies is counted from our end of the chain; Fastify itself takes none, as
 * who connects past the proxies could then give any address: whoever sets a number has to see to it that nobody can.
 */
export function trustedProxy(proxies: TrustedProxies | null): false | string[] | ((address: string, hop: number) => boolean) {
  if (proxies === null) return false;
  return typeof proxies === 'number' ? (_address, hop) => hop < proxies : [...proxies];
}
