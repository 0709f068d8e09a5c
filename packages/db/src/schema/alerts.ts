import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  smallint,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { branches } from './branches.ts';

export const alertKinds = ['branch_behind', 'failure_group', 'reconciliation_differs', 'worker_gone', 'central_down'] as const;
export type AlertKind = (typeof alertKinds)[number];

export const alertSeverities = ['warning', 'critical'] as const;
export type AlertSeverity = (typeof alertSeverities)[number];

export const alertChannelKinds = ['webhook', 'email'] as const;
export type AlertChannelKind = (typeof alertChannelKinds)[number];

export const alertEvents = ['opened', 'reminder', 'resolved'] as const;
export type AlertEvent = (typeof alertEvents)[number];

/** `held`: it waits for the end of quiet hours; `dropped`: nobody needs to hear of it any more. */
export const deliveryStates = ['waiting', 'held', 'sent', 'failed', 'dropped'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** `unwatched`: its rule was switched off, changed or deleted, or its branch archived. */
export const alertResolutions = ['cured', 'unwatched'] as const;
export type AlertResolution = (typeof alertResolutions)[number];

const moment = (name: string) => timestamp(name, { withTimezone: true });
const timeOfDay = '^([01][0-9]|2[0-3]):[0-5][0-9]$';

/** Where alerts are sent. Deleting archives: what was sent there stays, its secret does not. */
export const alertChannels = pgTable(
  'alert_channels',
  {
    id: uuid('id').primaryKey(),
    kind: text('kind', { enum: alertChannelKinds }).notNull(),
    name: text('name').notNull(),
    /** Of a webhook. */
    url: text('url'),
    /** Of a webhook: the envelope (secrets.ts) of what its calls are signed with; empty where there is none. */
    secretEnvelope: text('secret_envelope').notNull().default(''),
    /** Of an e-mail channel: addresses. */
    recipients: jsonb('recipients').$type<readonly string[]>(),
    lastSentAt: moment('last_sent_at'),
    /** What went wrong with the last try; null: nothing did. */
    lastProblem: text('last_problem'),
    /** No mail goes before: what comes up meanwhile is gathered into the next one. */
    nextMailAt: moment('next_mail_at'),
    disabledAt: moment('disabled_at'),
    disabledReason: text('disabled_reason'),
    createdAt: moment('created_at').notNull().defaultNow(),
    updatedAt: moment('updated_at').notNull().defaultNow(),
    archivedAt: moment('archived_at'),
  },
  (table) => [
    check('alert_channels_kind_known', sql`${table.kind} in ('webhook', 'email')`),
    check('alert_channels_webhook_has_url', sql`(${table.kind} = 'webhook') = (${table.url} is not null)`),
    check('alert_channels_email_has_recipients', sql`(${table.kind} = 'email') = (${table.recipients} is not null)`),
    check('alert_channels_url_http', sql`${table.url} ~ '^https?://'`),
  ],
);

/** What is to be told, and to whom. Of the figures each kind has its own; a check says which it cannot do without. */
export const alertRules = pgTable(
  'alert_rules',
  {
    id: uuid('id').primaryKey(),
    kind: text('kind', { enum: alertKinds }).notNull(),
    enabled: boolean('enabled').notNull().default(true),
    severity: text('severity', { enum: alertSeverities }).notNull().default('warning'),
    /** For so long it must be so before it is told. */
    minutes: integer('minutes'),
    /** Of failures with one cause: more orders wait than this, or they are worth more than the amount, of whichever currency or of this one. */
    orders: integer('orders'),
    amount: numeric('amount'),
    currency: text('currency'),
    /** Of reconciled days: how far back. */
    days: integer('days'),
    /** So many workers should run. */
    workers: integer('workers'),
    /** The branches that it is about; null: all, those to come as well. */
    branchIds: jsonb('branch_ids').$type<readonly string[]>(),
    channelIds: jsonb('channel_ids').$type<readonly string[]>().notNull().default([]),
    /** `HH:MM` on the branch's clock: nothing is sent from then on, until then; over midnight where it ends before it begins. */
    quietFrom: text('quiet_from'),
    quietUntil: text('quiet_until'),
    /** Whose clock counts for what is about no branch. */
    timezone: text('timezone').notNull().default('UTC'),
    ignoresQuiet: boolean('ignores_quiet').notNull().default(false),
    /** What stands and nobody has acknowledged is told again this often; null: once. */
    remindMinutes: integer('remind_minutes'),
    createdAt: moment('created_at').notNull().defaultNow(),
    updatedAt: moment('updated_at').notNull().defaultNow(),
    archivedAt: moment('archived_at'),
  },
  (table) => [
    check(
      'alert_rules_kind_known',
      sql`${table.kind} in ('branch_behind', 'failure_group', 'reconciliation_differs', 'worker_gone', 'central_down')`,
    ),
    check('alert_rules_severity_known', sql`${table.severity} in ('warning', 'critical')`),
    check(
      'alert_rules_figures_whole',
      sql`case ${table.kind} when 'failure_group' then num_nonnulls(${table.orders}, ${table.amount}) > 0
        when 'reconciliation_differs' then ${table.days} is not null else ${table.minutes} is not null end`,
    ),
    check('alert_rules_quiet_whole', sql`(${table.quietFrom} is null) = (${table.quietUntil} is null)`),
    check(
      'alert_rules_quiet_form',
      sql`${table.quietFrom} ~ ${sql.raw(`'${timeOfDay}'`)} and ${table.quietUntil} ~ ${sql.raw(`'${timeOfDay}'`)}`,
    ),
    check('alert_rules_branches_are_some', sql`${table.branchIds} <> '[]'::jsonb`),
  ],
);

/** One thing that a rule has found. `opened_at` null: it is not so for long enough yet, and nobody has heard of it. */
export const alerts = pgTable(
  'alerts',
  {
    id: uuid('id').primaryKey(),
    ruleId: uuid('rule_id')
      .notNull()
      .references(() => alertRules.id),
    kind: text('kind', { enum: alertKinds }).notNull(),
    severity: text('severity', { enum: alertSeverities }).notNull(),
    /** What makes two findings of a rule the same: `branch:ID`, `group:CAUSE`, `central`. */
    subject: text('subject').notNull(),
    branchId: uuid('branch_id').references(() => branches.id),
    title: text('title').notNull(),
    message: text('message').notNull(),
    figures: jsonb('figures').$type<Readonly<Record<string, unknown>>>().notNull(),
    /** Since when it is so. */
    since: moment('since').notNull(),
    openedAt: moment('opened_at'),
    lastSeenAt: moment('last_seen_at').notNull(),
    /** When it was last made to be told. */
    toldAt: moment('told_at'),
    resolvedAt: moment('resolved_at'),
    resolution: text('resolution', { enum: alertResolutions }),
    acknowledgedAt: moment('acknowledged_at'),
    acknowledgedBy: text('acknowledged_by'),
  },
  (table) => [
    uniqueIndex('alerts_one_standing').on(table.ruleId, table.subject).where(sql`${table.resolvedAt} is null`),
    index('alerts_by_branch').on(table.branchId, table.id),
    index('alerts_standing').on(table.id).where(sql`${table.resolvedAt} is null`),
    index('alerts_by_end').on(table.resolvedAt).where(sql`${table.resolvedAt} is not null`),
    check('alerts_resolution_known', sql`${table.resolution} in ('cured', 'unwatched')`),
    check('alerts_resolution_whole', sql`(${table.resolvedAt} is null) = (${table.resolution} is null)`),
  ],
);

/** What is to be sent of an alert by a channel, and what became of it. Its id is what the receiver knows a repetition by. */
export const alertDeliveries = pgTable(
  'alert_deliveries',
  {
    id: uuid('id').primaryKey(),
    alertId: uuid('alert_id')
      .notNull()
      .references(() => alerts.id, { onDelete: 'cascade' }),
    channelId: uuid('channel_id')
      .notNull()
      .references(() => alertChannels.id),
    event: text('event', { enum: alertEvents }).notNull(),
    state: text('state', { enum: deliveryStates }).notNull(),
    /** The mail that it goes in, together with others; null: in none yet. */
    mailId: uuid('mail_id'),
    attempts: integer('attempts').notNull().default(0),
    /** While a process sends it: when another may take it for dead. */
    nextAttemptAt: moment('next_attempt_at').notNull(),
    sentAt: moment('sent_at'),
    problem: text('problem'),
    /** What is sent, as it was when it happened. */
    payload: jsonb('payload').$type<AlertPayload>().notNull(),
    createdAt: moment('created_at').notNull(),
  },
  (table) => [
    index('alert_deliveries_due').on(table.channelId, table.nextAttemptAt).where(sql`${table.state} in ('waiting', 'held')`),
    index('alert_deliveries_by_alert').on(table.alertId, table.id),
    check('alert_deliveries_event_known', sql`${table.event} in ('opened', 'reminder', 'resolved')`),
    check('alert_deliveries_state_known', sql`${table.state} in ('waiting', 'held', 'sent', 'failed', 'dropped')`),
  ],
);

/** What a receiver gets of an alert. Moments are ISO 8601 in UTC. */
export interface AlertPayload {
  readonly type: `alert.${AlertEvent}` | 'alert.test';
  readonly timestamp: string;
  readonly data: {
    readonly id: string;
    readonly kind: AlertKind | 'test';
    readonly severity: AlertSeverity;
    readonly title: string;
    readonly message: string;
    readonly branch: { readonly code: string; readonly name: string; readonly timezone: string } | null;
    readonly since: string;
    readonly resolvedAt: string | null;
    readonly figures: Readonly<Record<string, unknown>>;
    /** The console's page about it. */
    readonly link: string;
  };
}

/** When rules are held against the world again: one row, which whoever does it holds meanwhile. */
export const alertEvaluations = pgTable(
  'alert_evaluations',
  {
    id: smallint('id').primaryKey().default(1),
    dueAt: moment('due_at').notNull(),
    evaluatedAt: moment('evaluated_at'),
  },
  (table) => [check('alert_evaluations_is_one', sql`${table.id} = 1`)],
);
