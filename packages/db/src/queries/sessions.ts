import { randomBytes } from 'node:crypto';
import { and, desc, eq, gt, isNotNull, isNull, lt, or, type SQL, sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { digestOf } from '../api-key-secret.ts';
import type { Database, Transaction } from '../connect.ts';
import { apiKeys, people, sessions } from '../schema/access.ts';
import { type ApiKey, isUsableKey, shownKeyColumns } from './api-keys.ts';
import { type Actor, recordAudit } from './audit.ts';
import { type Person, shownPersonColumns } from './people.ts';

/** How long a session holds, in milliseconds: unused, and at all. */
export interface SessionLimits {
  readonly idleMs: number;
  readonly maxMs: number;
}

/** A sign-in, without its token. */
export type Session = Omit<typeof sessions.$inferSelect, 'tokenHash'>;

/** Who signed in: a person, or whoever has a key. */
export type SessionOwner = { readonly personId: string } | { readonly apiKeyId: string };

/** A session that holds, and whose it is. */
export interface OpenSession {
  readonly session: Session;
  readonly person: Person | null;
  readonly key: ApiKey | null;
}

const { id, personId, apiKeyId, createdAt, lastUsedAt, expiresAt, address, userAgent } = sessions;
const shownColumns = { id, personId, apiKeyId, createdAt, lastUsedAt, expiresAt, address, userAgent };

/** What of a browser's own words is kept. */
const longestUserAgent = 300;

/** Opens a session and gives its token: for the cookie, kept nowhere. Those that are over are cleared away. */
export async function openSession(
  db: Database | Transaction,
  owner: SessionOwner,
  from: { readonly address: string; readonly userAgent: string | null },
  limits: SessionLimits,
): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await db.delete(sessions).where(or(lt(expiresAt, sql`now()`), lt(lastUsedAt, before(limits.idleMs))));
  await db.insert(sessions).values({
    ...owner,
    id: uuidv7(),
    tokenHash: digestOf(token),
    expiresAt: sql`now() + make_interval(secs => ${limits.maxMs / 1000})`,
    address: from.address,
    userAgent: from.userAgent?.slice(0, longestUserAgent) ?? null,
  });
  return token;
}

/** The session of a token; undefined where it is over, or where its person or key may no longer in. */
export async function findSession(db: Database, token: string, { idleMs }: SessionLimits): Promise<OpenSession | undefined> {
  const [found] = await selectSessions(db)
    .where(and(eq(sessions.tokenHash, digestOf(token)), holds(idleMs)))
    .limit(1);
  return found;
}

/** A session by its id; undefined where it is over. */
export async function findSessionById(
  db: Database,
  sessionId: string,
  { idleMs }: SessionLimits,
): Promise<OpenSession | undefined> {
  const [found] = await selectSessions(db).where(and(eq(id, sessionId), holds(idleMs)));
  return found;
}

/** Notes that a session was used, to the minute. */
export async function touchSession(db: Database, sessionId: string): Promise<void> {
  await db
    .update(sessions)
    .set({ lastUsedAt: sql`now()` })
    .where(and(eq(id, sessionId), lt(lastUsedAt, before(60_000))));
}

/** The sessions that hold, of one owner or of all, the newest first; the newest 500. */
export async function listSessions(db: Database, owner: SessionOwner | null, { idleMs }: SessionLimits): Promise<OpenSession[]> {
  return selectSessions(db)
    .where(and(holds(idleMs), owner === null ? undefined : isOf(owner)))
    .orderBy(desc(id))
    .limit(500);
}

/** Ends a session, of an owner where one is given, and writes it down. False where there is none. */
export async function endSession(db: Database, actor: Actor, sessionId: string, owner: SessionOwner | null): Promise<boolean> {
  return db.transaction(async (tx) => {
    const isThis = and(eq(id, sessionId), owner === null ? undefined : isOf(owner));
    const [found] = await selectSessions(tx).where(isThis);
    if (found === undefined) return false;
    await tx.delete(sessions).where(eq(id, sessionId));
    await recordSession(tx, actor, 'end', found);
    return true;
  });
}

/** Ends all sessions of an owner, and says how many there were. */
export async function endSessionsOf(tx: Database | Transaction, owner: SessionOwner): Promise<number> {
  return (await tx.delete(sessions).where(isOf(owner)).returning({ id })).length;
}

/** Ends the session of a token, and writes down that its owner has left; nothing happens where there is none. */
export async function closeSession(
  tx: Transaction,
  token: string,
  from: { readonly address: string; readonly requestId: string },
): Promise<void> {
  const isThis = eq(sessions.tokenHash, digestOf(token));
  const [found] = await selectSessions(tx).where(isThis).limit(1);
  if (found === undefined) return;
  await tx.delete(sessions).where(isThis);
  await recordSession(tx, { ...ownerOf(found), ...from }, 'close', found);
}

async function recordSession(tx: Transaction, actor: Actor, act: 'end' | 'close', found: OpenSession): Promise<void> {
  const owner = ownerOf(found);
  const detail = { ownerId: owner.id, sessionId: found.session.id, openedFrom: found.session.address };
  await recordAudit(tx, actor, { action: `session.${act}`, subject: owner.name, detail });
}

function ownerOf({ person, key }: OpenSession): { readonly name: string; readonly id: string | null } {
  if (person !== null) return { name: `person:${person.login}`, id: person.id };
  return { name: `key:${key?.name ?? ''}`, id: key?.id ?? null };
}

function selectSessions(db: Database | Transaction) {
  return db
    .select({ session: shownColumns, person: shownPersonColumns, key: shownKeyColumns })
    .from(sessions)
    .leftJoin(people, eq(people.id, personId))
    .leftJoin(apiKeys, eq(apiKeys.id, apiKeyId));
}

function holds(idleMs: number): SQL | undefined {
  const mayIn = or(and(isNotNull(people.role), isNull(people.disabledAt)), and(isNotNull(apiKeys.id), isUsableKey));
  return and(gt(expiresAt, sql`now()`), gt(lastUsedAt, before(idleMs)), mayIn);
}

function isOf(owner: SessionOwner): SQL {
  return 'personId' in owner ? eq(personId, owner.personId) : eq(apiKeyId, owner.apiKeyId);
}

function before(ms: number): SQL {
  return sql`now() - make_interval(secs => ${ms / 1000})`;
}
