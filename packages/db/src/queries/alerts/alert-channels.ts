import { and, asc, eq, gt, isNull, sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { type AuditedFields, changesBetween } from '../../audit-changes.ts';
import type { Database, Transaction } from '../../connect.ts';
import { alertChannels, alertDeliveries } from '../../schema/alerts.ts';
import type { SecretPlace } from '../../secrets.ts';
import { type Actor, recordAudit } from '../audit.ts';
import { type Page, type PageAsk, toPage } from '../page.ts';
import { dropPending } from './pending.ts';

export type AlertChannel = typeof alertChannels.$inferSelect;

/** What people set of a channel. */
export interface AlertChannelSettings {
  readonly name: string;
  /** Of a webhook. */
  readonly url: string | null;
  /** Of an e-mail channel. */
  readonly recipients: readonly string[] | null;
}

/** A webhook where `secretEnvelope` seals what its calls are signed with, else an e-mail channel. */
export interface NewAlertChannel extends AlertChannelSettings {
  readonly id: string;
  readonly kind: AlertChannel['kind'];
  readonly secretEnvelope: string;
}

/** Where a webhook's secret is kept. */
export function alertChannelSecretPlace(channelId: string): SecretPlace {
  return { table: 'alert_channels', row: channelId, field: 'secret' };
}

/** The id of a channel that is to be made: its secret is sealed for it. */
export const newAlertChannelId = (): string => uuidv7();

const isThere = isNull(alertChannels.archivedAt);

/** Channels, the oldest first. */
export async function listAlertChannels(db: Database, ask: PageAsk<string>): Promise<Page<AlertChannel, string>> {
  const found = await db
    .select()
    .from(alertChannels)
    .where(and(isThere, ask.after === null ? undefined : gt(alertChannels.id, ask.after)))
    .orderBy(asc(alertChannels.id))
    .limit(ask.limit + 1);
  return toPage(found, ask.limit, ({ id }) => id);
}

export async function findAlertChannel(db: Database | Transaction, id: string): Promise<AlertChannel | undefined> {
  const [found] = await db
    .select()
    .from(alertChannels)
    .where(and(isThere, eq(alertChannels.id, id)));
  return found;
}

export async function createAlertChannel(db: Database, actor: Actor, channel: NewAlertChannel): Promise<AlertChannel> {
  return db.transaction(async (tx) => {
    const [made] = await tx.insert(alertChannels).values(channel).returning();
    if (made === undefined) throw new Error('An insert gave back no row.');
    await recordChannel(tx, actor, 'alert_channel.create', null, made);
    return made;
  });
}

/** What is to be changed of a channel; what is left out stays. `isDisabled` false: it is used again. */
export type AlertChannelPatch = Partial<AlertChannelSettings> & {
  readonly isDisabled?: boolean | undefined;
  readonly secretEnvelope?: string;
};

/** Undefined where there is no such channel. */
export async function updateAlertChannel(
  db: Database,
  actor: Actor,
  id: string,
  { isDisabled, ...settings }: AlertChannelPatch,
): Promise<AlertChannel | undefined> {
  return db.transaction(async (tx) => {
    const before = await lockChannel(tx, id);
    if (before === undefined) return undefined;
    const [channel = before] = await tx
      .update(alertChannels)
      .set({ ...settings, ...disabling(isDisabled, before), updatedAt: sql`now()` })
      .where(eq(alertChannels.id, id))
      .returning();
    const action = settings.secretEnvelope === undefined ? 'alert_channel.update' : 'alert_channel.rotate_secret';
    await recordChannel(tx, actor, action, before, channel);
    if (isDisabled) await dropDeliveriesOf(tx, id);
    return channel;
  });
}

function disabling(isDisabled: boolean | undefined, { disabledAt }: AlertChannel) {
  if (isDisabled === undefined || isDisabled === (disabledAt !== null)) return {};
  if (isDisabled) return { disabledAt: sql`now()`, disabledReason: 'Switched off by hand.' };
  return { disabledAt: null, disabledReason: null, lastProblem: null };
}

/** Archives a channel: its secret is forgotten, and what waits for it is not sent. False where there is none. */
export async function archiveAlertChannel(db: Database, actor: Actor, id: string): Promise<boolean> {
  return db.transaction(async (tx) => {
    const before = await lockChannel(tx, id);
    if (before === undefined) return false;
    await tx.update(alertChannels).set({ archivedAt: sql`now()`, secretEnvelope: '' }).where(eq(alertChannels.id, id));
    await dropDeliveriesOf(tx, id);
    await recordChannel(tx, actor, 'alert_channel.delete', before, null);
    return true;
  });
}

/** The receiver wants nothing more: nothing is sent there until somebody switches it on again. */
export async function disableAlertChannel(tx: Transaction, id: string, reason: string, at: Date): Promise<void> {
  await tx.update(alertChannels).set({ disabledAt: at, disabledReason: reason }).where(eq(alertChannels.id, id));
  await dropDeliveriesOf(tx, id);
}

function dropDeliveriesOf(tx: Transaction, channelId: string): Promise<void> {
  return dropPending(tx, eq(alertDeliveries.channelId, channelId), 'The channel was switched off.');
}

/** Whoever changes a channel holds its row: the change is told with what stood before. */
async function lockChannel(tx: Transaction, id: string): Promise<AlertChannel | undefined> {
  const [found] = await tx
    .select()
    .from(alertChannels)
    .where(and(isThere, eq(alertChannels.id, id)))
    .for('update');
  return found;
}

/** What people set, by the names that they set it under. */
function audited({ name, kind, url, recipients, secretEnvelope, disabledAt }: AlertChannel): AuditedFields {
  return { name, kind, url, recipients, secret: secretEnvelope === '' ? null : secretEnvelope, isDisabled: disabledAt !== null };
}

async function recordChannel(
  tx: Transaction,
  actor: Actor,
  action: string,
  before: AlertChannel | null,
  after: AlertChannel | null,
): Promise<void> {
  const subject = `alert_channel:${after?.id ?? before?.id}`;
  const changes = changesBetween(before && audited(before), after && audited(after));
  await recordAudit(tx, actor, { action, subject, changes });
}
