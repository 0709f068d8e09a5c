import type { FastifyRequest } from 'fastify';

/** Methods that change nothing (RFC 9110, 9.2.1), of those that we have. */
export const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** What a request says of the page that sent it; `untold` where it says nothing, as programs do. */
export type RequestOrigin = 'same' | 'other' | 'untold';

/**
 * Whether a request comes from our own pages. Browsers say so in `Sec-Fetch-Site` (not over plain http, but to loopback),
 * and in `Origin` on everything that may change something.
 */
export function requestOrigin({ headers }: Pick<FastifyRequest, 'headers'>, publicUrl: string): RequestOrigin {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' ? 'same' : 'other';
  const { origin, host } = headers;
  if (origin === undefined) return 'untold';
  const isOurs = origin === new URL(publicUrl).origin || (URL.canParse(origin) && new URL(origin).host === host);
  return isOurs ? 'same' : 'other';
}
