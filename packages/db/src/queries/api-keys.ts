import { and, desc, eq, gt, isNull, lt, ne, or, sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { digestOf, newApiKeySecret, publicPrefixOf, sameDigest } from '../api-key-secret.ts';
import { changesBetween } from '../audit-changes.ts';
import type { Database, Transaction } from '../connect.ts';
import { apiKeys, type KeyAct, type Role, sessions } from '../schema/access.ts';
import { type Actor, environmentActor, recordAudit } from './audit.ts';
import { codesOfBranches, idsOfBranches } from './branch-codes.ts';
import { type Page, type PageAsk, toPage } from './page.ts';

export type ApiKey = Omit<typeof apiKeys.$inferSelect, 'hash'>;

/** What a key is for; limits that are left out are none. */
export interface NewApiKey {
  readonly name: string;
  readonly role: Role;
  readonly expiresAt: Date | null;
  readonly acts?: readonly KeyAct[] | null | undefined;
  /** By code. */
  readonly branches?: readonly string[] | null | undefined;
}

/** A key was to be for branches that are not there. */
export class UnknownBranchesError extends Error {
  override readonly name = 'UnknownBranchesError';
  readonly codes: readonly string[];
  constructor(codes: readonly string[]) {
    super(`There is no branch ${codes.map((code) => `"${code}"`).join(', ')}.`);
    this.codes = codes;
  }
}

const { id, name, prefix, role, acts, branchIds, createdAt, expiresAt, lastUsedAt, revokedAt } = apiKeys;
export const shownKeyColumns = { id, name, prefix, role, acts, branchIds, createdAt, expiresAt, lastUsedAt, revokedAt };

/** Keys that open: neither revoked nor expired. Database time. */
export const isUsableKey = and(isNull(revokedAt), or(isNull(expiresAt), gt(expiresAt, sql`now()`)));

/** The name of the key that comes from the environment (`ADMIN_API_KEY`). */
const bootstrapName = 'bootstrap';

/** All keys, revoked ones too, the newest first. */
export async function listApiKeys(db: Database, ask: PageAsk<string>): Promise<Page<ApiKey, string>> {
  const found = await db
    .select(shownKeyColumns)
    .from(apiKeys)
    .where(ask.after === null ? undefined : lt(id, ask.after))
    .orderBy(desc(id))
    .limit(ask.limit + 1);
  return toPage(found, ask.limit, (key) => key.id);
}

/** Makes a key. `secret` is the key itself: it is given here, and never again. Throws `UnknownBranchesError`. */
export async function createApiKey(
  db: Database,
  actor: Actor,
  { branches, acts = null, ...ask }: NewApiKey,
): Promise<{ key: ApiKey; secret: string }> {
  const secret = newApiKeySecret();
  return db.transaction(async (tx) => {
    const branchIds = branches ? await requireBranchIds(tx, branches) : null;
    const [key] = await tx
      .insert(apiKeys)
      .values({ id: uuidv7(), ...ask, acts, branchIds, prefix: publicPrefixOf(secret), hash: digestOf(secret) })
      .returning(shownKeyColumns);
    if (key === undefined) throw new Error('An insert gave back no row.');
    await recordKey(tx, actor, 'key.create', key);
    return { key, secret };
  });
}

async function requireBranchIds(tx: Transaction, codes: readonly string[]): Promise<string[]> {
  const ids = await idsOfBranches(tx, codes);
  const unknown = codes.filter((code) => !ids.has(code));
  if (unknown.length > 0) throw new UnknownBranchesError(unknown);
  return [...ids.values()];
}

/** Revokes a key and ends its sessions. False where there is no such key, or it is revoked already. */
export async function revokeApiKey(db: Database, actor: Actor, keyId: string): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [revoked] = await tx
      .update(apiKeys)
      .set({ revokedAt: sql`now()` })
      .where(and(eq(id, keyId), isNull(revokedAt)))
      .returning(shownKeyColumns);
    if (revoked === undefined) return false;
    await tx.delete(sessions).where(eq(sessions.apiKeyId, keyId));
    await recordKey(tx, actor, 'key.revoke', revoked);
    return true;
  });
}

/** The usable key that a secret is of. */
export async function findKeyOfSecret(db: Database, secret: string): Promise<ApiKey | undefined> {
  const hash = digestOf(secret);
  const candidates = await db
    .select({ ...shownKeyColumns, hash: apiKeys.hash })
    .from(apiKeys)
    .where(and(eq(prefix, publicPrefixOf(secret)), isUsableKey));
  const found = candidates.find((candidate) => sameDigest(candidate.hash, hash));
  if (found === undefined) return undefined;
  const { hash: _, ...key } = found;
  return key;
}

/** Whether a key opens. */
export async function isKeyOpen(db: Database, keyId: string): Promise<boolean> {
  return (
    (
      await db
        .select({ id })
        .from(apiKeys)
        .where(and(eq(id, keyId), isUsableKey))
    ).length > 0
  );
}

/** Notes that a key was used, to the minute: a write for every request would be the most frequent one of all. */
export async function touchApiKey(db: Database, keyId: string): Promise<void> {
  await db
    .update(apiKeys)
    .set({ lastUsedAt: sql`now()` })
    .where(and(eq(id, keyId), or(isNull(lastUsedAt), lt(lastUsedAt, sql`now() - interval '1 minute'`))));
}

/** Writes down what became of a key. Names may be given twice: the id tells which one it was. */
async function recordKey(tx: Transaction, actor: Actor, action: 'key.create' | 'key.revoke', key: ApiKey): Promise<void> {
  const codes = key.branchIds && [...(await codesOfBranches(tx, key.branchIds)).values()].sort();
  const what = { role: key.role, acts: key.acts, branches: codes, expiresAt: key.expiresAt };
  const before = action === 'key.create' ? null : what;
  await recordAudit(tx, actor, {
    action,
    subject: `key:${key.name}`,
    detail: { id: key.id, prefix: key.prefix },
    changes: changesBetween(before, { ...what, revokedAt: key.revokedAt }),
  });
}

/**
 * Sees to it that the environment's admin key opens, and that an earlier one no longer does. Any number of processes may
 * call it at once. Without a secret there is to be none.
 */
export async function bootstrapAdminKey(db: Database, secret: string | null): Promise<void> {
  const hash = secret === null ? '' : digestOf(secret);
  await db.transaction(async (tx) => {
    const others = and(eq(name, bootstrapName), ne(apiKeys.hash, hash), isNull(revokedAt));
    const revoked = await tx.update(apiKeys).set({ revokedAt: sql`now()` }).where(others).returning(shownKeyColumns);
    for (const key of revoked) await recordKey(tx, environmentActor, 'key.revoke', key);
    if (secret === null) return;
    const [opened] = await tx
      .insert(apiKeys)
      .values({ id: uuidv7(), name: bootstrapName, role: 'admin', prefix: publicPrefixOf(secret), hash })
      .onConflictDoUpdate({
        target: apiKeys.hash,
        set: { revokedAt: null, expiresAt: null, role: 'admin' },
        // Every start comes here: only the one that changes something is written down.
        setWhere: sql`${revokedAt} is not null or ${expiresAt} is not null or ${role} <> 'admin'`,
      })
      .returning(shownKeyColumns);
    if (opened !== undefined) await recordKey(tx, environmentActor, 'key.create', opened);
  });
}
