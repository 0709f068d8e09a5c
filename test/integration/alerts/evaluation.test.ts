import { evaluateAlerts } from '@branch-sync/alerts';
import {
  alertRules,
  alerts,
  branches,
  cliActor,
  failures,
  orders,
  pruneOld,
  reconciledDays,
  updateAlertRule,
  workers,
} from '@branch-sync/db';
import { eq, sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { describe, expect, it } from 'vitest';
import { aDatabase } from '../../harness/database.ts';
import { daysAgo } from '../../harness/history.ts';
import { type Alerting, anAlerting } from './an-alerting.ts';

describe('a branch that is behind', () => {
  it('opens an alert after the rule’s minutes, once, and resolves it when a receive came through', async () => {
    const alerting = await anAlerting('2026-11-20T10:00:00Z');
    await alerting.aRule({ kind: 'branch_behind', minutes: 15 });
    const branch = await alerting.aBranch('B1', '2026-11-20T10:00:00Z');
    // Due at some moment within five minutes, late five minutes after that.
    alerting.setClock('2026-11-20T10:14:00Z');
    expect(await alerting.turn()).toEqual({ opened: 0, reminded: 0, resolved: 0 });
    alerting.setClock('2026-11-20T10:21:00Z');
    expect(await alerting.turn()).toEqual({ opened: 1, reminded: 0, resolved: 0 });
    alerting.pass(5);
    expect(await alerting.turn()).toEqual({ opened: 0, reminded: 0, resolved: 0 });
    expect(await alerting.alerts()).toEqual([{ title: 'Shop B1 (B1) is behind', state: 'open' }]);
    await alerting.received(branch, '2026-11-20T10:26:00Z');
    alerting.pass(1);
    expect(await alerting.turn()).toEqual({ opened: 0, reminded: 0, resolved: 1 });
    expect(await alerting.alerts()).toEqual([{ title: 'Shop B1 (B1) is behind', state: 'resolved' }]);
  });

  it('is another incident when it falls behind again', async () => {
    const alerting = await behind();
    await alerting.received(await branchId(alerting), '2026-11-20T11:00:00Z');
    alerting.setClock('2026-11-20T11:01:00Z');
    await alerting.turn();
    alerting.setClock('2026-11-20T12:00:00Z');
    await alerting.turn();
    expect((await alerting.alerts()).map(({ state }) => state)).toEqual(['resolved', 'open']);
  });

  it('is no longer watched once the rule leaves it out, is switched off, or the branch is archived', async () => {
    const without = await behind();
    const [rule] = await without.db.select().from(alertRules);
    const other = await without.aBranch('B2', '2026-11-20T10:59:00Z');
    await updateAlertRule(without.db, cliActor, rule?.id ?? '', (now) => ({ ...now, branchIds: [other] }));
    const off = await behind();
    await off.db.update(alertRules).set({ enabled: false });
    const archived = await behind();
    await archived.db.update(branches).set({ archivedAt: sql`now()` });
    for (const alerting of [without, off, archived]) {
      alerting.pass(1);
      expect(await alerting.turn()).toMatchObject({ resolved: 1 });
      expect(await alerting.db.select().from(alerts)).toMatchObject([{ resolution: 'unwatched' }]);
    }
  });
});

describe('central', () => {
  it('is told once when it is away, and none of the branches that fall behind by it', async () => {
    const alerting = await anAlerting('2026-11-20T10:00:00Z');
    await alerting.aRule({ kind: 'central_down', minutes: 5, severity: 'critical' });
    await alerting.aRule({ kind: 'branch_behind', minutes: 10 });
    for (let at = 1; at <= 20; at += 1) await alerting.aBranch(`B${at}`, '2026-11-20T10:00:00Z');
    await alerting.centralFellSilent();
    alerting.pass(4);
    expect(await alerting.turn()).toMatchObject({ opened: 0 });
    alerting.pass(26);
    expect(await alerting.turn()).toMatchObject({ opened: 1 });
    const [alert] = await alerting.db.select().from(alerts);
    expect(alert).toMatchObject({ kind: 'central_down', severity: 'critical', figures: { branchesBehind: 20 } });
    await alerting.centralIsBack();
    alerting.pass(1);
    expect(await alerting.turn()).toEqual({ opened: 0, reminded: 0, resolved: 1 });
    // They have ten minutes to catch up.
    alerting.pass(10);
    expect(await alerting.turn()).toMatchObject({ opened: 20 });
  });
});

describe('workers', () => {
  const aWorker = (seenAt: Date, given: Partial<typeof workers.$inferInsert> = {}) => {
    const load = { concurrency: 50, running: 0, isConsuming: true, eventLoopLagMs: 0, rssMb: 100 };
    const startedAt = new Date(seenAt.getTime() - 3_600_000);
    return { id: uuidv7(), host: 'web1', pid: 1, version: '1', ...load, seenAt, startedAt, ...given };
  };

  it('are missed when fewer run than should, after it was so for the rule’s minutes', async () => {
    const alerting = await anAlerting('2026-11-20T10:00:00Z');
    await alerting.aRule({ kind: 'worker_gone', minutes: 5, workers: 1 });
    await alerting.turn();
    expect(await alerting.alerts()).toEqual([{ title: 'No worker runs', state: 'noted' }]);
    alerting.pass(5);
    expect(await alerting.turn()).toMatchObject({ opened: 1 });
    await alerting.db.insert(workers).values(aWorker(alerting.now()));
    alerting.pass(0.3);
    expect(await alerting.turn()).toMatchObject({ resolved: 1 });
  });

  it('that were missed for less than that are forgotten without a word', async () => {
    const alerting = await anAlerting('2026-11-20T10:00:00Z');
    await alerting.aRule({ kind: 'worker_gone', minutes: 5, workers: 1 });
    await alerting.turn();
    alerting.pass(4);
    await alerting.db.insert(workers).values(aWorker(alerting.now()));
    await alerting.turn();
    expect(await alerting.alerts()).toEqual([]);
  });

  it('are missed when one goes without a word, not when it says that it stops', async () => {
    const alerting = await anAlerting('2026-11-20T10:00:00Z');
    await alerting.aRule({ kind: 'worker_gone', minutes: 2, workers: null });
    const seenAt = alerting.now();
    await alerting.db.insert(workers).values([aWorker(seenAt), aWorker(seenAt, { host: 'web2', stoppedAt: seenAt })]);
    alerting.pass(3);
    await alerting.turn();
    expect(await alerting.alerts()).toEqual([{ title: 'A worker on web1 has gone without a word', state: 'open' }]);
    await alerting.db.insert(workers).values(aWorker(alerting.now(), { host: 'web3', startedAt: alerting.now() }));
    alerting.pass(0.3);
    expect(await alerting.turn()).toMatchObject({ resolved: 1 });
  });
});

describe('failures of one cause', () => {
  /** So many orders of 10.00 that wait for the product. */
  async function waiting({ db }: Alerting, branch: string, product: string, count: number, currency = 'EUR') {
    for (let at = 0; at < count; at += 1) {
      const id = uuidv7();
      const known = { branchId: branch, identity: id, uuid: id, remoteId: at + 1, posReference: `Order ${at}` };
      await db
        .insert(orders)
        .values({ id, ...known, status: 'failed', orderedAt: new Date(), currency, posTotal: '10.00', payments: [] });
      const words = { title: `${product} is not in central`, message: 'm', fix: 'f' };
      const cause = { code: 'product.not_found', class: 'permanent', fingerprint: `product ${product}` } as const;
      await db
        .insert(failures)
        .values({ id: uuidv7(), branchId: branch, kind: 'receive', orderId: id, remoteId: at + 1, ...cause, ...words });
    }
  }

  it('are told when more orders wait than the rule lets pass, over all branches, and resolved when it is fewer', async () => {
    const alerting = await anAlerting('2026-11-20T10:00:00Z');
    await alerting.aRule({ kind: 'failure_group', orders: 4 });
    const [one, other] = [
      await alerting.aBranch('B1', '2026-11-20T10:00:00Z'),
      await alerting.aBranch('B2', '2026-11-20T10:00:00Z'),
    ];
    await waiting(alerting, one, 'P1', 2);
    await waiting(alerting, other, 'P1', 2);
    await waiting(alerting, other, 'P2', 4);
    expect(await alerting.turn()).toMatchObject({ opened: 0 });
    await waiting(alerting, await alerting.aBranch('B3', '2026-11-20T10:00:00Z'), 'P1', 1);
    alerting.pass(1);
    expect(await alerting.turn()).toMatchObject({ opened: 1 });
    expect(await alerting.db.select().from(alerts)).toMatchObject([
      {
        title: '5 orders wait: P1 is not in central',
        message: '5 orders of 3 branches cannot come in for one cause, worth 50.00 EUR at the till.',
        branchId: null,
        figures: { orders: 5, amounts: [{ currency: 'EUR', amount: '50.00' }], branches: ['B1', 'B2', 'B3'], branchCount: 3 },
      },
    ]);
    await alerting.db.update(failures).set({ status: 'resolved', resolvedAt: sql`now()` }).where(eq(failures.branchId, one));
    alerting.pass(1);
    expect(await alerting.turn()).toMatchObject({ resolved: 1 });
  });

  it('are told when they are worth more, in one currency: amounts of two are never added', async () => {
    const alerting = await anAlerting('2026-11-20T10:00:00Z');
    const anyMoney = await alerting.aRule({ kind: 'failure_group', amount: '25' });
    await alerting.aRule({ kind: 'failure_group', amount: '25', currency: 'CHF' });
    const branch = await alerting.aBranch('B1', '2026-11-20T10:00:00Z');
    await waiting(alerting, branch, 'P1', 2);
    await waiting(alerting, await alerting.aBranch('B2', '2026-11-20T10:00:00Z'), 'P1', 2, 'CHF');
    expect(await alerting.turn()).toMatchObject({ opened: 0 });
    await waiting(alerting, await alerting.aBranch('B3', '2026-11-20T10:00:00Z'), 'P1', 1);
    alerting.pass(1);
    expect(await alerting.turn()).toMatchObject({ opened: 1 });
    expect(await alerting.db.select().from(alerts)).toMatchObject([{ ruleId: anyMoney.id }]);
  });

  it('count the rule’s branches alone, and are of the branch where it is one', async () => {
    const alerting = await anAlerting('2026-11-20T10:00:00Z');
    const [one, other] = [
      await alerting.aBranch('B1', '2026-11-20T10:00:00Z'),
      await alerting.aBranch('B2', '2026-11-20T10:00:00Z'),
    ];
    await alerting.aRule({ kind: 'failure_group', orders: 2, branchIds: [one] });
    await waiting(alerting, one, 'P1', 3);
    await waiting(alerting, other, 'P1', 5);
    await waiting(alerting, other, 'P2', 9);
    await alerting.turn();
    expect(await alerting.db.select().from(alerts)).toMatchObject([{ branchId: one, figures: { orders: 3, branches: ['B1'] } }]);
  });
});

describe('books that differ', () => {
  it('are told day by day, as far back as the rule looks, and resolved when they agree', async () => {
    const alerting = await anAlerting('2026-11-20T10:00:00Z');
    await alerting.aRule({ kind: 'reconciliation_differs', days: 7 });
    const branch = await alerting.aBranch('B1', '2026-11-20T10:00:00Z');
    const aDay = (day: string, status: 'differs' | 'agrees') =>
      alerting.database.sql`insert into reconciled_days (branch_id, day, status, findings, figures)
        values (${branch}, ${day}, ${status}, ${status === 'differs' ? 2 : 0}, '{}')`;
    await aDay('2026-11-12', 'differs');
    await aDay('2026-11-13', 'differs');
    await aDay('2026-11-18', 'agrees');
    await aDay('2026-11-19', 'differs');
    await alerting.turn();
    expect((await alerting.alerts()).map(({ title }) => title).sort()).toEqual([
      'The books of Shop B1 (B1) differ on 2026-11-13',
      'The books of Shop B1 (B1) differ on 2026-11-19',
    ]);
    await alerting.db.update(reconciledDays).set({ status: 'agrees', findings: 0 }).where(eq(reconciledDays.day, '2026-11-19'));
    alerting.pass(1);
    expect(await alerting.turn()).toMatchObject({ resolved: 1 });
  });
});

describe('evaluation', () => {
  it('is made by one process at a time, and not before it is due', async () => {
    const alerting = await anAlerting('2026-11-20T11:00:00Z');
    await alerting.aRule({ kind: 'branch_behind', minutes: 15 });
    await alerting.aBranch('B1', '2026-11-20T10:00:00Z');
    const outcomes = await Promise.all([1, 2, 3, 4].map(() => evaluateAlerts(alerting.evaluation())));
    expect(outcomes.filter((outcome) => outcome !== null)).toEqual([{ opened: 1, reminded: 0, resolved: 0 }]);
    expect(await alerting.turn()).toBeNull();
    alerting.pass(1);
    expect(await alerting.turn()).toEqual({ opened: 0, reminded: 0, resolved: 0 });
    expect(await alerting.alerts()).toHaveLength(1);
  });

  it('begins with rules for everything, which send nowhere', async () => {
    const { db } = await aDatabase();
    const rules = await db.select().from(alertRules);
    expect(rules.map(({ kind }) => kind).sort()).toEqual([
      'branch_behind',
      'central_down',
      'failure_group',
      'reconciliation_differs',
      'worker_gone',
    ]);
    expect(rules.every(({ enabled, channelIds }) => enabled && channelIds.length === 0)).toBe(true);
  });

  it('leaves what is long over to be forgotten, and what stands alone', async () => {
    const alerting = await behind();
    await alerting.received(await branchId(alerting), '2026-11-20T11:00:00Z');
    alerting.setClock('2026-11-20T11:01:00Z');
    await alerting.turn();
    alerting.setClock('2026-11-20T12:00:00Z');
    await alerting.turn();
    await alerting.db
      .update(alerts)
      .set({ resolvedAt: daysAgo(91) })
      .where(sql`resolved_at is not null`);
    await alerting.db.update(alerts).set({ openedAt: daysAgo(200) });
    expect(await pruneOld(alerting.db, 90, 100)).toMatchObject({ alerts: 1 });
    expect((await alerting.alerts()).map(({ state }) => state)).toEqual(['open']);
  });
});

/** One branch, behind and told. */
async function behind(): Promise<Alerting> {
  const alerting = await anAlerting('2026-11-20T11:00:00Z');
  await alerting.aRule({ kind: 'branch_behind', minutes: 15 });
  await alerting.aBranch('B1', '2026-11-20T10:00:00Z');
  expect(await alerting.turn()).toMatchObject({ opened: 1 });
  return alerting;
}

async function branchId({ db }: Alerting): Promise<string> {
  const [branch] = await db.select().from(branches);
  return branch?.id ?? '';
}
