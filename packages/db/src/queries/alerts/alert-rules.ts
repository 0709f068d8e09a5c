import { and, asc, eq, gt, isNull, sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { type AuditedFields, changesBetween } from '../../audit-changes.ts';
import type { Database, Transaction } from '../../connect.ts';
import { alertChannels, alertRules } from '../../schema/alerts.ts';
import { type Actor, recordAudit } from '../audit.ts';
import { type Page, type PageAsk, toPage } from '../page.ts';

export type AlertRule = typeof alertRules.$inferSelect;

/** What people set of a rule. */
export type AlertRuleSettings = Omit<AlertRule, 'id' | 'createdAt' | 'updatedAt' | 'archivedAt'>;

/** A rule was to send by channels that are not there. */
export class UnknownChannelsError extends Error {
  override readonly name = 'UnknownChannelsError';
  readonly channelIds: readonly string[];
  constructor(channelIds: readonly string[]) {
    super(`There is no channel ${channelIds.join(', ')}.`);
    this.channelIds = channelIds;
  }
}

const isThere = isNull(alertRules.archivedAt);

/** Rules, the oldest first. */
export async function listAlertRules(db: Database, ask: PageAsk<string>): Promise<Page<AlertRule, string>> {
  const found = await db
    .select()
    .from(alertRules)
    .where(and(isThere, ask.after === null ? undefined : gt(alertRules.id, ask.after)))
    .orderBy(asc(alertRules.id))
    .limit(ask.limit + 1);
  return toPage(found, ask.limit, ({ id }) => id);
}

/** The rules that are on. */
export async function activeAlertRules(db: Database | Transaction): Promise<AlertRule[]> {
  return db.select().from(alertRules).where(and(isThere, alertRules.enabled)).orderBy(asc(alertRules.id));
}

export async function findAlertRule(db: Database | Transaction, id: string): Promise<AlertRule | undefined> {
  const [found] = await db
    .select()
    .from(alertRules)
    .where(and(isThere, eq(alertRules.id, id)));
  return found;
}

/** Throws `UnknownChannelsError`. */
export async function createAlertRule(db: Database, actor: Actor, settings: AlertRuleSettings): Promise<AlertRule> {
  return db.transaction(async (tx) => {
    await requireChannels(tx, settings.channelIds);
    const [made] = await tx
      .insert(alertRules)
      .values({ id: uuidv7(), ...settings })
      .returning();
    if (made === undefined) throw new Error('An insert gave back no row.');
    await recordRule(tx, actor, 'alert_rule.create', null, made);
    return made;
  });
}

/**
 * Changes a rule. `change` gives what it is to be from what it is, while nobody else can change it; what it throws passes. Undefined where there is
 * no such rule. Throws `UnknownChannelsError`.
 */
export async function updateAlertRule(
  db: Database,
  actor: Actor,
  id: string,
  change: (before: AlertRule) => AlertRuleSettings,
): Promise<AlertRule | undefined> {
  return db.transaction(async (tx) => {
    const [before] = await tx
      .select()
      .from(alertRules)
      .where(and(isThere, eq(alertRules.id, id)))
      .for('update');
    if (before === undefined) return undefined;
    const settings = change(before);
    await requireChannels(tx, settings.channelIds);
    const [rule = before] = await tx
      .update(alertRules)
      .set({ ...settings, updatedAt: sql`now()` })
      .where(eq(alertRules.id, id))
      .returning();
    await recordRule(tx, actor, 'alert_rule.update', before, rule);
    return rule;
  });
}

/** Archives a rule: what it has found and still stands is resolved by the next evaluation. False where there is none. */
export async function archiveAlertRule(db: Database, actor: Actor, id: string): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [archived] = await tx
      .update(alertRules)
      .set({ archivedAt: sql`now()` })
      .where(and(isThere, eq(alertRules.id, id)))
      .returning();
    if (archived === undefined) return false;
    await recordRule(tx, actor, 'alert_rule.delete', archived, null);
    return true;
  });
}

async function requireChannels(tx: Transaction, channelIds: readonly string[]): Promise<void> {
  if (channelIds.length === 0) return;
  const there = await tx.select({ id: alertChannels.id }).from(alertChannels).where(isNull(alertChannels.archivedAt));
  const known = new Set(there.map(({ id }) => id));
  const unknown = channelIds.filter((id) => !known.has(id));
  if (unknown.length > 0) throw new UnknownChannelsError(unknown);
}

function audited({
  id: _id,
  createdAt: _created,
  updatedAt: _updated,
  archivedAt: _archived,
  ...settings
}: AlertRule): AuditedFields {
  return settings;
}

async function recordRule(
  tx: Transaction,
  actor: Actor,
  action: string,
  before: AlertRule | null,
  after: AlertRule | null,
): Promise<void> {
  await recordAudit(tx, actor, {
    action,
    subject: `alert_rule:${after?.id ?? before?.id}`,
    detail: { kind: after?.kind ?? before?.kind },
    changes: changesBetween(before && audited(before), after && audited(after)),
  });
}
