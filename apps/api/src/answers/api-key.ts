import type { ApiKey } from '@branch-sync/contract';
import { codesOfBranches, type Database, type ApiKey as StoredKey } from '@branch-sync/db';
import { momentOrNull } from './moment.ts';

/** Writes keys as the contract has them: what they are called, never what they are. The codes of their branches are asked for together. */
export async function apiKeyAnswers(db: Database, keys: readonly StoredKey[]): Promise<(key: StoredKey) => ApiKey> {
  const codes = await codesOfBranches(db, [...new Set(keys.flatMap(({ branchIds }) => branchIds ?? []))]);
  return ({ id, name, prefix, role, acts, branchIds, ...moments }) => ({
    id,
    name,
    prefix,
    role,
    acts: acts && [...acts],
    branches: branchIds?.flatMap((branchId) => codes.get(branchId) ?? []) ?? null,
    createdAt: moments.createdAt.toISOString(),
    expiresAt: momentOrNull(moments.expiresAt),
    lastUsedAt: momentOrNull(moments.lastUsedAt),
    revokedAt: momentOrNull(moments.revokedAt),
  });
}
