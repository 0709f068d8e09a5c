import { and, asc, eq, isNull, lte, or, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { uuidv7 } from 'uuidv7';
import type { Database, Transaction } from '../../connect.ts';
import { alertChannels, alertDeliveries } from '../../schema/alerts.ts';
import { isAnyOf } from '../any-of.ts';
import { type AlertChannel, disableAlertChannel } from './alert-channels.ts';
import { dropPending, isPending, isUsable } from './pending.ts';

export type AlertDelivery = typeof alertDeliveries.$inferSelect;

/** Deliveries that one process sends: no other takes them before `claimMs` are over, when it must be dead. */
export interface ClaimedDeliveries {
  readonly channel: AlertChannel;
  readonly deliveries: readonly [AlertDelivery, ...AlertDelivery[]];
}

/** A claimed mail, and the mails that it answers. */
export interface ClaimedMail extends ClaimedDeliveries {
  readonly mailId: string;
  /** The mails that told of what is over now. */
  readonly answers: readonly string[];
}

export interface DeliveryClaim {
  readonly at: Date;
  /** How long a sending may take at the most. */
  readonly claimMs: number;
  readonly limit: number;
}

const earlier = alias(alertDeliveries, 'earlier');

/** Due, and nothing earlier of the same alert has still to go the same way: an end is never told before its beginning. */
function isDue(db: Database | Transaction, at: Date) {
  const before = db
    .select({ one: sql`1` })
    .from(earlier)
    .where(
      and(
        eq(earlier.alertId, alertDeliveries.alertId),
        eq(earlier.channelId, alertDeliveries.channelId),
        sql`${earlier.id} < ${alertDeliveries.id}`,
        isPending(earlier.state),
      ),
    );
  return and(isPending(alertDeliveries.state), lte(alertDeliveries.nextAttemptAt, at), sql`not exists (${before})`);
}

const later = (at: Date, ms: number) => new Date(at.getTime() + ms);

/** Takes webhooks that are due, each by itself. Any number of processes may do it at once (SKIP LOCKED). */
export async function claimWebhooks(db: Database, { at, claimMs, limit }: DeliveryClaim): Promise<ClaimedDeliveries[]> {
  return db.transaction(async (tx) => {
    const due = await tx
      .select({ delivery: alertDeliveries, channel: alertChannels })
      .from(alertDeliveries)
      .innerJoin(alertChannels, and(eq(alertChannels.id, alertDeliveries.channelId), eq(alertChannels.kind, 'webhook'), isUsable))
      .where(isDue(tx, at))
      .orderBy(asc(alertDeliveries.nextAttemptAt), asc(alertDeliveries.id))
      .limit(limit)
      .for('update', { of: alertDeliveries, skipLocked: true });
    await take(
      tx,
      due.map(({ delivery }) => delivery.id),
      later(at, claimMs),
    );
    return due.map(({ delivery, channel }) => ({ channel, deliveries: [counted(delivery)] }));
  });
}

/**
 * Takes the next mail of one e-mail channel: all that is due there goes into it, and a mail that is tried again has in it what it had. The channel's
 * row is taken with SKIP LOCKED, so that its mails go one after another. Undefined where none is due.
 */
export async function claimMail(db: Database, { at, claimMs, limit }: DeliveryClaim): Promise<ClaimedMail | undefined> {
  return db.transaction(async (tx) => {
    const [channel] = await tx
      .select()
      .from(alertChannels)
      .where(
        and(
          eq(alertChannels.kind, 'email'),
          isUsable,
          or(isNull(alertChannels.nextMailAt), lte(alertChannels.nextMailAt, at)),
          sql`exists (${tx
            .select({ one: sql`1` })
            .from(alertDeliveries)
            .where(and(eq(alertDeliveries.channelId, alertChannels.id), isDue(tx, at)))})`,
        ),
      )
      .limit(1)
      .for('update', { skipLocked: true });
    if (channel === undefined) return undefined;
    const due = await tx
      .select()
      .from(alertDeliveries)
      .where(and(eq(alertDeliveries.channelId, channel.id), isDue(tx, at)))
      .orderBy(sql`${alertDeliveries.mailId} asc nulls last`, asc(alertDeliveries.id))
      .limit(limit)
      .for('update');
    const mailId = due[0]?.mailId ?? uuidv7();
    const [first, ...others] = due.filter((one) => one.mailId === (due[0]?.mailId ?? null));
    if (first === undefined) return undefined;
    const ids = [first, ...others].map(({ id }) => id);
    await take(tx, ids, later(at, claimMs), mailId);
    await tx
      .update(alertChannels)
      .set({ nextMailAt: later(at, claimMs) })
      .where(eq(alertChannels.id, channel.id));
    return {
      channel,
      mailId,
      deliveries: [counted(first), ...others.map(counted)],
      answers: await mailsOfOpenings(tx, channel.id, [first, ...others]),
    };
  });
}

const counted = (delivery: AlertDelivery): AlertDelivery => ({ ...delivery, attempts: delivery.attempts + 1 });

async function take(tx: Transaction, ids: readonly string[], until: Date, mailId?: string): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .update(alertDeliveries)
    .set({ attempts: sql`${alertDeliveries.attempts} + 1`, nextAttemptAt: until, ...(mailId === undefined ? {} : { mailId }) })
    .where(isAnyOf(alertDeliveries.id, ids));
}

async function mailsOfOpenings(tx: Transaction, channelId: string, deliveries: readonly AlertDelivery[]): Promise<string[]> {
  const over = deliveries.filter(({ event }) => event !== 'opened').map(({ alertId }) => alertId);
  if (over.length === 0) return [];
  const found = await tx
    .selectDistinct({ mailId: alertDeliveries.mailId })
    .from(alertDeliveries)
    .where(
      and(
        isAnyOf(alertDeliveries.alertId, over),
        eq(alertDeliveries.channelId, channelId),
        eq(alertDeliveries.event, 'opened'),
        eq(alertDeliveries.state, 'sent'),
      ),
    );
  return found.flatMap(({ mailId }) => mailId ?? []);
}

/** Writes down that deliveries were sent, and when the channel's next mail may go (null: it is none of mails). */
export async function recordSent(
  db: Database,
  { channel, deliveries }: ClaimedDeliveries,
  { at, nextMailAt, problem }: { readonly at: Date; readonly nextMailAt: Date | null; readonly problem: string | null },
): Promise<void> {
  await db.transaction(async (tx) => {
    await noteOfChannel(tx, channel.id, { lastSentAt: at, lastProblem: problem, nextMailAt });
    await tx
      .update(alertDeliveries)
      .set({ state: 'sent', sentAt: at, problem })
      .where(isAnyOf(alertDeliveries.id, idsOf(deliveries)));
  });
}

/** How a sending went wrong: `tryAgainAt` null is for good; `disables`: the receiver wants nothing more. */
export interface SendingFailed {
  readonly at: Date;
  readonly problem: string;
  readonly tryAgainAt: Date | null;
  readonly disables: boolean;
}

/** Writes down what went wrong. What is given up is not followed by its end: who has not heard of the one need not hear of the other. */
export async function recordNotSent(
  db: Database,
  { channel, deliveries }: ClaimedDeliveries,
  { at, problem, tryAgainAt, disables }: SendingFailed,
): Promise<void> {
  const outcome =
    tryAgainAt === null ? ({ state: 'failed' } as const) : ({ state: 'waiting', nextAttemptAt: tryAgainAt } as const);
  await db.transaction(async (tx) => {
    await noteOfChannel(tx, channel.id, { lastProblem: problem, nextMailAt: null });
    await tx
      .update(alertDeliveries)
      .set({ ...outcome, problem })
      .where(isAnyOf(alertDeliveries.id, idsOf(deliveries)));
    if (tryAgainAt === null) await dropEnds(tx, channel.id, deliveries);
    if (disables) await disableAlertChannel(tx, channel.id, problem, at);
  });
}

/** The channel's row comes first, whatever is written of it: else those who record two of its deliveries may wait for each other for ever. */
async function noteOfChannel(tx: Transaction, id: string, note: Partial<AlertChannel>): Promise<void> {
  await tx.update(alertChannels).set(note).where(eq(alertChannels.id, id));
}

async function dropEnds(tx: Transaction, channelId: string, deliveries: readonly AlertDelivery[]): Promise<void> {
  const unheard = deliveries.filter(({ event }) => event === 'opened').map(({ alertId }) => alertId);
  if (unheard.length === 0) return;
  const ofThese = and(isAnyOf(alertDeliveries.alertId, unheard), eq(alertDeliveries.channelId, channelId));
  await dropPending(tx, ofThese, 'Its beginning could not be sent.');
}

const idsOf = (deliveries: readonly AlertDelivery[]) => deliveries.map(({ id }) => id);

/** Whether something waits to be sent. */
export async function areDeliveriesDue(db: Database, at: Date): Promise<boolean> {
  const [due] = await db
    .select({ id: alertDeliveries.id })
    .from(alertDeliveries)
    .where(and(isPending(alertDeliveries.state), lte(alertDeliveries.nextAttemptAt, at)))
    .limit(1);
  return due !== undefined;
}
