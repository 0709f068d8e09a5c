import { desc, eq, sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import type { Database, Transaction } from '../connect.ts';
import { audit } from '../schema/access.ts';

/** Who acts, and in which request from where (both null outside of HTTP). */
export interface Actor {
  /** `key:NAME`, `person:LOGIN`, `schedule`, or `cli`. */
  readonly name: string;
  /** The key's or the person's. */
  readonly id: string | null;
  readonly address: string | null;
  readonly requestId: string | null;
}

/** Somebody at the command line, who has the database anyway. */
export const cliActor: Actor = { name: 'cli', id: null, address: null, requestId: null };

/** What was done to what: `branch.update` on `branch:B1`. The detail names fields, never a secret's value. */
export interface AuditEntry {
  readonly action: string;
  readonly subject: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** Writes an entry; in the same transaction as the change, so that there is no change without its entry. */
export async function recordAudit(tx: Database | Transaction, actor: Actor, entry: AuditEntry): Promise<void> {
  await tx.insert(audit).values({
    id: uuidv7(),
    actor: actor.name,
    actorId: actor.id,
    address: actor.address,
    requestId: actor.requestId,
    action: entry.action,
    subject: entry.subject,
    detail: { ...entry.detail },
  });
}

/** The newest entry about a subject; undefined where there is none. */
export async function findAuditEntry(tx: Database | Transaction, subject: string): Promise<AuditEntry | undefined> {
  const [found] = await tx.select().from(audit).where(eq(audit.subject, subject)).orderBy(desc(audit.id)).limit(1);
  return found;
}

/** Holds off others that act on the same subject until the transaction's end. */
export async function lockSubject(tx: Transaction, subject: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${subject}, 0))`);
}
