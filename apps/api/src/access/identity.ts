import type { Actor, BranchScope, KeyAct, OpenSession, Role } from '@branch-sync/db';
import type { FastifyRequest } from 'fastify';

/** Whose request it is: a person's, or a key's. */
export interface Identity {
  readonly kind: 'person' | 'key';
  /** The person's or the key's. */
  readonly id: string;
  /** A person's login, a key's name. */
  readonly name: string;
  readonly role: Role;
  /** What of an operator's work it may do; null: all that its role may. */
  readonly acts: readonly KeyAct[] | null;
  /** The branches that it is for; null: all. */
  readonly branchIds: BranchScope;
  /**
   * The session of its cookie; null for a key that was sent along. A browser sends its cookie whoever asks it to: such a request must show that it
   * comes from our own pages.
   */
  readonly session: OpenSession | null;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Null on open routes. */
    identity: Identity | null;
  }
}

/** Somebody in an answer's words: `The key "night"`. */
export function inWords({ kind, name }: Identity): string {
  return `${kind === 'key' ? 'The key' : 'The account'} "${name}"`;
}

/** Who acts, for the audit. */
export function actorOf(request: FastifyRequest): Actor {
  const { kind, name, id } = identityOf(request);
  return { name: `${kind}:${name}`, id, address: request.ip, requestId: request.id };
}

/** The branches that whoever asks may see and act on. */
export function scopeOf(request: FastifyRequest): BranchScope {
  return identityOf(request).branchIds;
}

/** Whose request it is. Throws on a route that is open: nobody is known there. */
export function identityOf(request: FastifyRequest): Identity {
  if (request.identity === null) throw new Error(`${request.method} ${request.routeOptions.url} is open, and asks who it is.`);
  return request.identity;
}
