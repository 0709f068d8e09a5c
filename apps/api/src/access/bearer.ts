import type { FastifyRequest } from 'fastify';

/** The token that a request brings along (RFC 6750); undefined where there is none, or another kind of credentials. */
export function bearerOf({ headers }: Pick<FastifyRequest, 'headers'>): string | undefined {
  return /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
}
