import type { SessionAnswer } from '@branch-sync/contract';
import type { OpenSession } from '@branch-sync/db';

/** A session as the contract has it; `ownId` is the one that asks. */
export function sessionAnswer({ session, person, key }: OpenSession, ownId: string | null): SessionAnswer {
  return {
    id: session.id,
    isThis: session.id === ownId,
    of: person?.login ?? key?.name ?? '',
    createdAt: session.createdAt.toISOString(),
    lastUsedAt: session.lastUsedAt.toISOString(),
    expiresAt: session.expiresAt.toISOString(),
    address: session.address,
    userAgent: session.userAgent,
  };
}
