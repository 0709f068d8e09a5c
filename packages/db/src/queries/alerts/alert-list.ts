import { and, asc, desc, eq, inArray, isNotNull, isNull, lt, or, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../../connect.ts';
import { alertChannels, alertDeliveries, alerts } from '../../schema/alerts.ts';
import { branches } from '../../schema/branches.ts';
import { type Actor, recordAudit } from '../audit.ts';
import { type BranchScope, isWithin } from '../branch-scope.ts';
import { type Page, type PageAsk, toPage } from '../page.ts';
import type { AlertDelivery } from './deliveries.ts';
import type { Alert } from './evaluation.ts';

/** An alert and the branch that it is about; null: it is about none, or about several. */
export interface ListedAlert {
  readonly alert: Alert;
  readonly branch: { readonly code: string; readonly name: string } | null;
}

/** A delivery, and by which channel. */
export interface ListedDelivery {
  readonly delivery: AlertDelivery;
  readonly channelName: string;
}

export interface AlertFilter {
  /** Left out: both those that stand and those that are over. */
  readonly isOpen?: boolean | undefined;
  readonly kind?: Alert['kind'] | undefined;
  readonly branch?: string | undefined;
}

/** Central and the workers are everybody's; what is about several branches is for those alone who may see all of them. */
function isShown(scope: BranchScope): SQL | undefined {
  if (scope === null) return isNotNull(alerts.openedAt);
  return and(
    isNotNull(alerts.openedAt),
    or(isWithin(alerts.branchId, scope), inArray(alerts.kind, ['central_down', 'worker_gone'])),
  );
}

const isOpenNow = isNull(alerts.resolvedAt);
const shown = { alert: alerts, branch: { code: branches.code, name: branches.name } };

/** Alerts that were opened, the newest first. */
export async function listAlerts(
  db: Database,
  { isOpen, kind, branch }: AlertFilter,
  scope: BranchScope,
  ask: PageAsk<string>,
): Promise<Page<ListedAlert, string>> {
  const found = await db
    .select(shown)
    .from(alerts)
    .leftJoin(branches, eq(branches.id, alerts.branchId))
    .where(
      and(
        isShown(scope),
        isOpen === undefined ? undefined : isOpen ? isOpenNow : isNotNull(alerts.resolvedAt),
        kind === undefined ? undefined : eq(alerts.kind, kind),
        branch === undefined ? undefined : eq(branches.code, branch),
        ask.after === null ? undefined : lt(alerts.id, ask.after),
      ),
    )
    .orderBy(desc(alerts.id))
    .limit(ask.limit + 1);
  return toPage(found, ask.limit, ({ alert }) => alert.id);
}

export async function findAlert(db: Database, id: string, scope: BranchScope): Promise<ListedAlert | undefined> {
  const [found] = await db
    .select(shown)
    .from(alerts)
    .leftJoin(branches, eq(branches.id, alerts.branchId))
    .where(and(isShown(scope), eq(alerts.id, id)));
  return found;
}

/** What was sent of an alert, the oldest first. */
export async function deliveriesOf(db: Database, alertId: string): Promise<ListedDelivery[]> {
  return db
    .select({ delivery: alertDeliveries, channelName: alertChannels.name })
    .from(alertDeliveries)
    .innerJoin(alertChannels, eq(alertChannels.id, alertDeliveries.channelId))
    .where(eq(alertDeliveries.alertId, alertId))
    .orderBy(asc(alertDeliveries.id));
}

/** Somebody has seen it: it is not told again. Of one that is over, or was acknowledged before, nothing changes. Undefined where there is none. */
export async function acknowledgeAlert(
  db: Database,
  actor: Actor,
  id: string,
  scope: BranchScope,
): Promise<ListedAlert | undefined> {
  const [before] = await db
    .select({ id: alerts.id })
    .from(alerts)
    .where(and(isShown(scope), eq(alerts.id, id)));
  if (before === undefined) return undefined;
  await db.transaction(async (tx) => {
    const [acknowledged] = await tx
      .update(alerts)
      .set({ acknowledgedAt: sql`now()`, acknowledgedBy: actor.name })
      .where(and(eq(alerts.id, id), isOpenNow, isNull(alerts.acknowledgedAt)))
      .returning();
    if (acknowledged === undefined) return;
    const { title, branchId } = acknowledged;
    await recordAudit(tx, actor, { action: 'alert.acknowledge', subject: `alert:${id}`, branchId, detail: { title } });
  });
  return findAlert(db, id, scope);
}

/** How many alerts stand, by severity. */
export interface OpenAlertCounts {
  readonly warning: number;
  readonly critical: number;
}

/** How many alerts stand, of those that somebody may see. */
export async function countOpenAlerts(db: Database, scope: BranchScope): Promise<OpenAlertCounts> {
  const rows = await db
    .select({ severity: alerts.severity, count: sql<number>`count(*)::int` })
    .from(alerts)
    .where(and(isShown(scope), isOpenNow))
    .groupBy(alerts.severity);
  const of = (severity: Alert['severity']) => rows.find((row) => row.severity === severity)?.count ?? 0;
  return { warning: of('warning'), critical: of('critical') };
}
