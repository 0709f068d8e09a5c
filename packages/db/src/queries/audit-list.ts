import { and, desc, eq, gte, like, lt, type SQL } from 'drizzle-orm';
import type { Database, Transaction } from '../connect.ts';
import { audit } from '../schema/access.ts';
import { branches } from '../schema/branches.ts';
import { idAfterAllBefore, leastIdFrom } from './id-bounds.ts';
import { type Page, type PageAsk, toPage } from './page.ts';

/** An entry and the code of the branch that it is about, archived or not; null where it is about none, or about several. */
export interface ListedAuditEntry {
  readonly entry: typeof audit.$inferSelect;
  readonly branchCode: string | null;
}

export interface AuditFilter {
  readonly actor?: string | undefined;
  /** One action; one that ends in a dot stands for all that begin with it. */
  readonly action?: string | undefined;
  /** Its code: entries of every branch that has had it. */
  readonly branch?: string | undefined;
  readonly subject?: string | undefined;
  readonly requestId?: string | undefined;
  /** At or after. */
  readonly from?: Date | undefined;
  /** Before. */
  readonly until?: Date | undefined;
}

/** The audit log, the newest entries first. */
export async function listAudit(
  db: Database | Transaction,
  filter: AuditFilter,
  ask: PageAsk<string>,
): Promise<Page<ListedAuditEntry, string>> {
  const { branch } = filter;
  const ofBranches = branch === undefined ? [undefined] : (await idsOfCode(db, branch)).map((id) => eq(audit.branchId, id));
  const found: ListedAuditEntry[] = [];
  // One branch after the other: of several at once Postgres would rather read the whole log from its end.
  for (const ofBranch of ofBranches) found.push(...(await newestOf(db, and(ofBranch, ...conditionsOf(filter)), ask)));
  const newestFirst = found.toSorted((one, other) => (one.entry.id < other.entry.id ? 1 : -1));
  return toPage(newestFirst.slice(0, ask.limit + 1), ask.limit, ({ entry }) => entry.id);
}

function newestOf(db: Database | Transaction, which: SQL | undefined, { after, limit }: PageAsk<string>) {
  return db
    .select({ entry: audit, branchCode: branches.code })
    .from(audit)
    .leftJoin(branches, eq(branches.id, audit.branchId))
    .where(and(which, after === null ? undefined : lt(audit.id, after)))
    .orderBy(desc(audit.id))
    .limit(limit + 1);
}

function conditionsOf({ actor, action, subject, requestId, from, until }: AuditFilter): (SQL | undefined)[] {
  return [
    actor === undefined ? undefined : eq(audit.actor, actor),
    action === undefined ? undefined : matchesAction(action),
    subject === undefined ? undefined : eq(audit.subject, subject),
    requestId === undefined ? undefined : eq(audit.requestId, requestId),
    from === undefined ? undefined : and(gte(audit.at, from), gte(audit.id, leastIdFrom(from))),
    until === undefined ? undefined : and(lt(audit.at, until), lt(audit.id, idAfterAllBefore(until))),
  ];
}

function matchesAction(action: string): SQL {
  return action.endsWith('.') ? like(audit.action, `${action.replace(/[\\%_]/g, '\\$&')}%`) : eq(audit.action, action);
}

async function idsOfCode(db: Database | Transaction, code: string): Promise<string[]> {
  const found = await db.select({ id: branches.id }).from(branches).where(eq(branches.code, code));
  return found.map(({ id }) => id);
}
