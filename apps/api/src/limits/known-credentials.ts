import { digestOf } from '@branch-sync/db';
import type { FastifyRequest } from 'fastify';

/** Credentials that have opened before, the latest ones; of none more than its digest is kept. */
export interface KnownCredentials {
  has(credential: string): boolean;
  add(credential: string): void;
}

/** Remembers `most` credentials. */
export function createKnownCredentials(most: number): KnownCredentials {
  const digests = new Set<string>();
  return {
    has: (credential) => digests.has(digestOf(credential)),
    add(credential) {
      const digest = digestOf(credential);
      // A set keeps the order in which its members came: the first one is the one that was used least lately.
      digests.delete(digest);
      digests.add(digest);
      for (const oldest of digests) {
        if (digests.size <= most) break;
        digests.delete(oldest);
      }
    },
  };
}

/** What a request shows to be let in, whatever it is worth; null: nothing. */
export function credentialOf({ headers }: Pick<FastifyRequest, 'headers'>): string | null {
  return headers.authorization ?? headers.cookie ?? null;
}
