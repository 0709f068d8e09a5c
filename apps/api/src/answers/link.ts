import type { Link } from '@branch-sync/contract';
import type { Link as StoredLink } from '@branch-sync/db';

/** A link as the contract has it. */
export function linkAnswer({ model, remoteId, centralId, source, updatedAt }: StoredLink): Link {
  return { model, remoteId, centralId, source, updatedAt: updatedAt.toISOString() };
}
