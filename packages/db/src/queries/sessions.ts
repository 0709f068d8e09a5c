import { randomBytes } from 'node:crypto';
import { and, eq, gt, lt, sql } from 'drizzle-orm';
import { digestOf } from '../api-key-secret.ts';
import type { Database } from '../connect.ts';
import { apiKeys, type Role, sessions } from '../schema/access.ts';
import { isUsableKey } from './api-keys.ts';

/** Whose session it is. */
export interface SessionOwner {
  readonly keyId: string;
  readonly keyName: string;
  readonly role: Role;
}

/** Opens a session of a key and gives its token: for the cookie, kept nowhere. Sessions that are over are cleared away. */
export async function openSession(db: Database, apiKeyId: string, ttlMs: number): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await db.delete(sessions).where(lt(sessions.expiresAt, sql`now()`));
  await db.insert(sessions).values({
    tokenHash: digestOf(token),
    apiKeyId,
    expiresAt: sql`now() + make_interval(secs => ${ttlMs / 1000})`,
  });
  return token;
}

/** Whose session a token is; undefined where it is over, or its key is. */
export async function findSession(db: Database, token: string): Promise<SessionOwner | undefined> {
  const [found] = await db
    .select({ keyId: apiKeys.id, keyName: apiKeys.name, role: apiKeys.role })
    .from(sessions)
    .innerJoin(apiKeys, eq(apiKeys.id, sessions.apiKeyId))
    .where(and(eq(sessions.tokenHash, digestOf(token)), gt(sessions.expiresAt, sql`now()`), isUsableKey));
  return found;
}

/** Ends a session; nothing happens where there is none. */
export async function closeSession(db: Database, token: string): Promise<void> {
  await db.delete(sessions).where(eq(sessions.tokenHash, digestOf(token)));
}
