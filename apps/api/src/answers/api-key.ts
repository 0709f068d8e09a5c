import type { ApiKey } from '@branch-sync/contract';
import type { ApiKey as StoredKey } from '@branch-sync/db';
import { momentOrNull } from './moment.ts';

/** A key as the contract has it: what it is called, never what it is. */
export function apiKeyAnswer({ id, name, prefix, role, createdAt, expiresAt, lastUsedAt, revokedAt }: StoredKey): ApiKey {
  return {
    id,
    name,
    prefix,
    role,
    createdAt: createdAt.toISOString(),
    expiresAt: momentOrNull(expiresAt),
    lastUsedAt: momentOrNull(lastUsedAt),
    revokedAt: momentOrNull(revokedAt),
  };
}
