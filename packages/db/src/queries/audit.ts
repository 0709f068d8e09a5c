import { desc, eq, sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import type { Database, Transaction } from '../connect.ts';
import { type AuditChange, audit } from '../schema/access.ts';

/** Who acts, and in which request from where (both null outside of HTTP). */
export interface Actor {
  /** `key:NAME`, `person:LOGIN`, `schedule`, `central`, `provider`, `environment`, or `cli`. */
  readonly name: string;
  /** The key's or the person's. */
  readonly id: string | null;
  readonly address: string | null;
  readonly requestId: string | null;
}

const ofNobody = { id: null, address: null, requestId: null };

/** Somebody at the command line, who has the database anyway. */
export const cliActor: Actor = { name: 'cli', ...ofNobody };

/** Central’s Odoo, whose word on somebody’s groups changes what they may. */
export const centralActor: Actor = { name: 'central', ...ofNobody };

/** An OpenID provider, likewise. */
export const providerActor: Actor = { name: 'provider', ...ofNobody };

/** The planner, for a schedule that came due. */
export const scheduleActor: Actor = { name: 'schedule', ...ofNobody };

/** Whoever sets the environment of our processes (`ADMIN_API_KEY`). */
export const environmentActor: Actor = { name: 'environment', ...ofNobody };

/** What was done to what: `branch.update` on `branch:B1`. Nothing in it is a secret's value. */
export interface AuditEntry {
  readonly action: string;
  readonly subject: string;
  /** The branch that it is about; left out where it is about none, or about several. */
  readonly branchId?: string | null;
  readonly detail?: Readonly<Record<string, unknown>>;
  /** Values before and after (`changesBetween`); none: the act left all as it was, or what it asked for is a run's to do. */
  readonly changes?: readonly AuditChange[];
  /** How many changes there were, where only the first of them were collected. */
  readonly changeCount?: number;
}

/** So many changes an entry tells one by one; of more it has the first, and how many there were as `changesInAll` of its detail. */
export const changesToldAtMost = 100;

/** Writes an entry; in the same transaction as the change, so that there is no change without its entry. */
export async function recordAudit(tx: Database | Transaction, actor: Actor, entry: AuditEntry): Promise<void> {
  await recordAudits(tx, actor, [entry]);
}

/** Writes many entries of one actor. */
export async function recordAudits(tx: Database | Transaction, actor: Actor, entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length > 0) await tx.insert(audit).values(entries.map((entry) => rowOf(actor, entry)));
}

function rowOf(actor: Actor, { action, subject, branchId = null, detail, changes = [], changeCount }: AuditEntry) {
  const inAll = changeCount ?? changes.length;
  const told = changes.slice(0, changesToldAtMost);
  return {
    id: uuidv7(),
    actor: actor.name,
    actorId: actor.id,
    address: actor.address,
    requestId: actor.requestId,
    action,
    subject,
    branchId,
    detail: { ...detail, ...(inAll > told.length ? { changesInAll: inAll } : {}) },
    changes: told,
  };
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
