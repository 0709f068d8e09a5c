import { and, eq, inArray, isNull, lte, sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import type { Database, Transaction } from '../../connect.ts';
import {
  type AlertEvent,
  type AlertPayload,
  type AlertResolution,
  alertChannels,
  alertDeliveries,
  alertEvaluations,
  alerts,
} from '../../schema/alerts.ts';
import { isAnyOf } from '../any-of.ts';
import { dropPending, isUsable } from './pending.ts';

export type Alert = typeof alerts.$inferSelect;

/** What a rule has found, as it is now. */
export type AlertFinding = Pick<Alert, 'subject' | 'branchId' | 'title' | 'message' | 'figures' | 'since'>;

/**
 * Runs `work` if the next evaluation is due, and nobody else is at it: the row is held meanwhile (SKIP LOCKED). What `work` gives is when the one after
 * is due. False where it is not our turn.
 */
export async function claimEvaluation(db: Database, at: Date, work: (tx: Transaction) => Promise<Date>): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [turn] = await tx
      .select({ id: alertEvaluations.id })
      .from(alertEvaluations)
      .where(lte(alertEvaluations.dueAt, at))
      .for('update', { skipLocked: true });
    if (turn === undefined) return false;
    const dueAt = await work(tx);
    await tx.update(alertEvaluations).set({ dueAt, evaluatedAt: at });
    return true;
  });
}

/** Whatever stands, told or not yet. */
export async function standingAlerts(tx: Database | Transaction): Promise<Alert[]> {
  return tx.select().from(alerts).where(isNull(alerts.resolvedAt)).orderBy(alerts.id);
}

/** What is new: of a rule, and told at once where `opensAt` is given. */
export interface NewAlert extends AlertFinding {
  readonly ruleId: string;
  readonly kind: Alert['kind'];
  readonly severity: Alert['severity'];
}

/** Writes down findings; the same one that stands already stays as it is. Gives those that were made. */
export async function insertAlerts(tx: Transaction, found: readonly NewAlert[], at: Date, isOpen: boolean): Promise<Alert[]> {
  if (found.length === 0) return [];
  const opened = isOpen ? { openedAt: at, toldAt: at } : {};
  return tx
    .insert(alerts)
    .values(found.map((finding) => ({ id: uuidv7(), ...finding, ...opened, lastSeenAt: at })))
    .onConflictDoNothing()
    .returning();
}

/** What stands is still so: its words and figures as they are now, by id. */
export async function seeAlerts(tx: Transaction, seen: ReadonlyMap<string, AlertFinding>, at: Date): Promise<void> {
  if (seen.size === 0) return;
  const rows = [...seen].map(([id, { title, message, figures, branchId }]) => ({
    id,
    title,
    message,
    figures,
    branch_id: branchId,
  }));
  await tx.execute(sql`
    update ${alerts} set title = now.title, message = now.message, figures = now.figures, branch_id = now.branch_id,
      last_seen_at = ${at.toISOString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as now (id uuid, title text, message text, figures jsonb, branch_id uuid)
    where ${alerts.id} = now.id`);
}

/** What was not so for long enough is now, or is to be told again. */
export async function tellAlerts(tx: Transaction, ids: readonly string[], at: Date): Promise<Alert[]> {
  if (ids.length === 0) return [];
  return tx
    .update(alerts)
    .set({ openedAt: sql`coalesce(${alerts.openedAt}, ${at.toISOString()}::timestamptz)`, toldAt: at })
    .where(isAnyOf(alerts.id, ids))
    .returning();
}

/** What stood does so no more. What nobody has heard of is forgotten; gives the others. */
export async function resolveAlerts(
  tx: Transaction,
  ids: readonly string[],
  at: Date,
  resolution: AlertResolution,
): Promise<Alert[]> {
  if (ids.length === 0) return [];
  const isOne = isAnyOf(alerts.id, ids);
  await tx.delete(alerts).where(and(isOne, isNull(alerts.openedAt)));
  return tx.update(alerts).set({ resolvedAt: at, resolution }).where(isOne).returning();
}

/** Something to be sent by a channel. */
export interface NewDelivery {
  readonly alertId: string;
  readonly channelId: string;
  readonly event: AlertEvent;
  readonly payload: AlertPayload;
  /** The end of the quiet hours that it waits for; null: it goes at once. */
  readonly heldUntil: Date | null;
}

/** Puts deliveries into the outbox, in the transaction of what they tell. */
export async function insertDeliveries(tx: Transaction, wanted: readonly NewDelivery[], at: Date): Promise<void> {
  if (wanted.length === 0) return;
  await tx.insert(alertDeliveries).values(
    wanted.map(({ heldUntil, ...delivery }) => ({
      id: uuidv7(),
      ...delivery,
      state: heldUntil === null ? ('waiting' as const) : ('held' as const),
      nextAttemptAt: heldUntil ?? at,
      createdAt: at,
    })),
  );
}

/** A channel that has heard of an alert, or may have. */
export interface HeardBy {
  readonly alertId: string;
  readonly channelId: string;
}

/**
 * Of alerts that are over: what nobody has tried to send yet is dropped. Gives the channels that have heard, or may have, and are to hear of
 * the end.
 */
export async function settleUnheard(tx: Transaction, alertIds: readonly string[]): Promise<HeardBy[]> {
  if (alertIds.length === 0) return [];
  const untried = and(isAnyOf(alertDeliveries.alertId, alertIds), eq(alertDeliveries.attempts, 0));
  await dropPending(tx, untried, 'It was over before it was sent.');
  return tx
    .selectDistinct({ alertId: alertDeliveries.alertId, channelId: alertDeliveries.channelId })
    .from(alertDeliveries)
    .where(
      and(
        isAnyOf(alertDeliveries.alertId, alertIds),
        eq(alertDeliveries.event, 'opened'),
        inArray(alertDeliveries.state, ['waiting', 'held', 'sent']),
      ),
    );
}

/** The channels that things may be sent by. */
export async function usableChannelIds(tx: Transaction): Promise<Set<string>> {
  const found = await tx.select({ id: alertChannels.id }).from(alertChannels).where(isUsable);
  return new Set(found.map(({ id }) => id));
}
