import { randomUUID } from 'node:crypto';
import {
  createMailer,
  deliverAlerts,
  type Evaluation,
  evaluateAlerts,
  newWebhookSecret,
  type SmtpSettings,
} from '@branch-sync/alerts';
import {
  type AlertDelivery,
  type AlertRuleSettings,
  alertChannelSecretPlace,
  alertDeliveries,
  alertRules,
  alerts,
  branches,
  circuits,
  cliActor,
  createAlertChannel,
  createAlertRule,
  createSecretBox,
  newAlertChannelId,
  runs,
  schedules,
} from '@branch-sync/db';
import { DEFAULT_LIMITS } from '@branch-sync/odoo';
import { createBehindWatch } from '@branch-sync/sync';
import { asc, eq } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { aDatabase } from '../../harness/database.ts';

const minuteMs = 60_000;
const everyMs = 15_000;

/** What a rule has that nothing is said of. */
const plain: Omit<AlertRuleSettings, 'kind'> = {
  ...{ enabled: true, severity: 'warning', minutes: null, orders: null, amount: null, currency: null, days: null, workers: null },
  ...{
    branchIds: null,
    channelIds: [],
    quietFrom: null,
    quietUntil: null,
    timezone: 'UTC',
    ignoresQuiet: false,
    remindMinutes: null,
  },
};

export type Alerting = Awaited<ReturnType<typeof anAlerting>>;

/** A database without rules, a clock that a test sets, and what evaluates and sends by it. */
export async function anAlerting(startsAt: string, smtp: SmtpSettings | null = null) {
  const database = await aDatabase();
  const { db } = database;
  await db.delete(alertRules);
  let clock = new Date(startsAt);
  await database.sql`update alert_evaluations set due_at = ${clock.toISOString()}`;
  const now = async () => clock;
  const secretBox = createSecretBox([{ id: 'test', key: Buffer.alloc(32, 7) }]);
  const evaluation = () => ({ db, watch: createBehindWatch(db), now, publicUrl: 'https://sync.example', everyMs });
  const limits = { ...DEFAULT_LIMITS };
  const delivery = { db, secretBox, limits, mailer: createMailer(smtp), now, random: () => 0 };
  return {
    database,
    db,
    secretBox,
    limits,
    evaluation,
    delivery,
    now: () => clock,
    setClock(to: string) {
      clock = new Date(to);
    },
    /** Lets so much time pass. */
    pass(minutes: number) {
      clock = new Date(clock.getTime() + minutes * minuteMs);
    },

    /** One turn of a process: what is due is evaluated, and what is due is sent. */
    async turn(): Promise<Evaluation | null> {
      const outcome = await evaluateAlerts(evaluation());
      await deliverAlerts(delivery);
      return outcome;
    },

    /** Evaluates, and sends nothing. */
    find: () => evaluateAlerts(evaluation()),

    async aRule(given: Partial<AlertRuleSettings> & Pick<AlertRuleSettings, 'kind'>) {
      return createAlertRule(db, cliActor, { ...plain, ...given });
    },

    /** Its secret comes along, as it is shown once. */
    async aWebhook(url: string, name = 'pager') {
      const id = newAlertChannelId();
      const secret = newWebhookSecret();
      const secretEnvelope = secretBox.seal(secret, alertChannelSecretPlace(id));
      const channel = await createAlertChannel(db, cliActor, {
        id,
        kind: 'webhook',
        name,
        url,
        recipients: null,
        secretEnvelope,
      });
      return { ...channel, secret };
    },

    async anEmailChannel(recipients: readonly string[] = ['ops@example.com'], name = 'ops') {
      const id = newAlertChannelId();
      return createAlertChannel(db, cliActor, { id, kind: 'email', name, url: null, recipients, secretEnvelope: '' });
    },

    /** Received every five minutes; the last receive began at the given moment and came through. */
    async aBranch(code: string, lastReceive: string, timezone = 'UTC'): Promise<string> {
      const id = randomUUID();
      const connection = { url: 'http://127.0.0.1:1', database: 'shop', login: 'sync', secretEnvelope: '' };
      const old = new Date('2020-01-01T00:00:00Z');
      await db.insert(branches).values({
        id,
        code,
        name: `Shop ${code}`,
        timezone,
        defaultCustomerId: 1,
        ...connection,
        createdAt: old,
        updatedAt: old,
      });
      await db.insert(schedules).values({ branchId: id, kind: 'receive', everySeconds: 300 });
      await received(id, lastReceive);
      return id;
    },
    received,

    async centralFellSilent(): Promise<void> {
      const open = { misses: 3, firstMissAt: clock, openSince: clock, nextTryAt: clock, closedAt: null };
      await db
        .insert(circuits)
        .values({ place: 'central', ...open })
        .onConflictDoUpdate({ target: circuits.place, set: open });
    },

    async centralIsBack(): Promise<void> {
      const closed = { misses: 0, firstMissAt: null, openSince: null, nextTryAt: null, closedAt: clock };
      await db.update(circuits).set(closed).where(eq(circuits.place, 'central'));
    },

    /** What was opened, and whether it stands, in the order in which it came. */
    async alerts(): Promise<{ title: string; state: 'noted' | 'open' | 'resolved' }[]> {
      const found = await db.select().from(alerts).orderBy(asc(alerts.id));
      return found.map(({ title, openedAt, resolvedAt }) => ({
        title,
        state: resolvedAt !== null ? 'resolved' : openedAt === null ? 'noted' : 'open',
      }));
    },

    deliveries: (): Promise<AlertDelivery[]> => db.select().from(alertDeliveries).orderBy(asc(alertDeliveries.id)),
    /** `opened sent`, `resolved held`. */
    async told(): Promise<string[]> {
      return (await this.deliveries()).map(({ event, state }) => `${event} ${state}`);
    },
  };

  async function received(branchId: string, at: string): Promise<void> {
    const began = new Date(at);
    const times = { createdAt: began, startedAt: began, finishedAt: new Date(began.getTime() + 30_000) };
    await db.insert(runs).values({ id: uuidv7(), branchId, kind: 'receive', trigger: 'schedule', status: 'succeeded', ...times });
  }
}
