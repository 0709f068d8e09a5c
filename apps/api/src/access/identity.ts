import type { Role } from '@branch-sync/contract';
import type { Actor } from '@branch-sync/db';
import type { FastifyRequest } from 'fastify';

/** Whose request it is. */
export interface Identity {
  readonly keyId: string;
  readonly keyName: string;
  readonly role: Role;
  /** A browser sends its cookie along whoever asks it to: such a request must show that it comes from our own pages. */
  readonly isByCookie: boolean;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Null on open routes. */
    identity: Identity | null;
  }
}

/** Who acts, for the audit. */
export function actorOf(request: FastifyRequest): Actor {
  if (request.identity === null) throw new Error(`${request.method} ${request.routeOptions.url} changes something, and is open.`);
  const { keyName, keyId } = request.identity;
  return { name: `key:${keyName}`, id: keyId, address: request.ip, requestId: request.id };
}
