import { acquireLease, orders, reconciledDays, reconcileFindings, releaseLease, runs, schedules } from '@branch-sync/db';
import { confirmOrder, duplicateOrder, generatedBranch, recordedBranch, recordedCentral } from '@branch-sync/odoo-sim';
import { eq, inArray } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { expectExactlyOnce } from '../harness/exactly-once.ts';
import { aWorld, canarySecret, ledgerOf, standingFailures, type TestBranch, type World } from '../harness/world.ts';

const password = canarySecret;

type Version = 16 | 19;
type Wire = 'xmlrpc' | 'json2';

/** How to sign in: a password speaks XML-RPC, an API key JSON-2. */
const signIn = (wire: Wire) => ({ password, ...(wire === 'json2' ? { apiKey: canarySecret } : {}) });

/** Sales of five days up to the night after summer time has ended in Brussels, so that one of the days has 25 hours. */
const autumn = { endsAt: new Date('2026-10-27T12:30:00Z'), spanDays: 5 };
const autumnDays = { from: '2026-10-22', to: '2026-10-27' };

function aShop(orders: number, { version = 19, wire = 'xmlrpc' }: { version?: Version; wire?: Wire } = {}) {
  return generatedBranch({ name: 'branch3', seed: 7, orders, version, ...signIn(wire), ...autumn });
}

function aCentral({ version = 19, wire = 'xmlrpc' }: { version?: Version; wire?: Wire } = {}) {
  return recordedCentral('central', { version, ...signIn(wire) });
}

function daysOf({ database }: World, branch: TestBranch) {
  return database.db.select().from(reconciledDays).where(eq(reconciledDays.branchId, branch.id)).orderBy(reconciledDays.day);
}

function findingsOf({ database }: World, branch: TestBranch) {
  return database.db
    .select()
    .from(reconcileFindings)
    .where(eq(reconcileFindings.branchId, branch.id))
    .orderBy(reconcileFindings.day, reconcileFindings.id);
}

async function statuses(world: World, branch: TestBranch) {
  return Object.fromEntries((await daysOf(world, branch)).map(({ day, status }) => [day, status]));
}

const allAgree = {
  '2026-10-22': 'agrees',
  '2026-10-23': 'agrees',
  '2026-10-24': 'agrees',
  '2026-10-25': 'agrees',
  '2026-10-26': 'agrees',
  '2026-10-27': 'agrees',
};

const everyWay = [
  { version: 19, wire: 'json2' },
  { version: 19, wire: 'xmlrpc' },
  { version: 16, wire: 'xmlrpc' },
] as const;

describe.each(everyWay)('reconcile, Odoo $version by $wire', (way) => {
  it('agrees where all is well, over the day that has 25 hours, in few calls', async () => {
    const world = await aWorld([aShop(300, way)], { central: aCentral(way) });
    const [branch] = world.branches;
    await world.receive(branch);
    const { run } = await world.reconcile(branch, { request: autumnDays });
    expect(run).toMatchObject({ status: 'succeeded', seen: 300, alreadyThere: 300, failed: 0, flagged: 0, error: null });
    expect(await statuses(world, branch)).toEqual(allAgree);
    expect(run.odooCalls).toBeLessThanOrEqual(6);
    expect(await findingsOf(world, branch)).toEqual([]);
    // 25 October 2026 has two hours from 2 to 3 in Brussels.
    const long = branch.odoo
      .records('pos.order')
      .filter(({ date_order: at }) => String(at) >= '2026-10-24 22:00:00' && String(at) < '2026-10-25 23:00:00');
    const day = (await daysOf(world, branch)).find(({ day }) => day === '2026-10-25');
    expect(day?.figures.branch.sold.orders).toBe(long.length);
    expect(day?.figures.ledger.known).toEqual(day?.figures.branch.sold);
    expect(day?.figures.central.there).toEqual(day?.figures.branch.sold);
    expect(day?.figures.branch.byMethod).toEqual(day?.figures.ledger.byMethod);
    const ledger = await ledgerOf(world, branch);
    expect(ledger.every(({ centralState, centralSeenAt }) => centralState === 'draft' && centralSeenAt !== null)).toBe(true);
  });

  it('finds what is missing, changed, doubled, cancelled, deleted and no longer sold, and nothing else', async () => {
    const world = await aWorld([aShop(120, way)], { central: aCentral(way) });
    const [branch] = world.branches;
    await world.receive(branch);
    const damage = await harm(world, branch);
    const { run } = await world.reconcile(branch, { request: autumnDays });
    const findings = await findingsOf(world, branch);
    expect(findings.map(({ kind, remoteId, centralId }) => ({ kind, remoteId, centralId })).sort(byKind)).toEqual(
      damage.expected.sort(byKind),
    );
    expect(run).toMatchObject({ status: 'succeeded', flagged: findings.length });
    const byKindOf = Object.fromEntries(findings.map((finding) => [finding.kind, finding]));
    expect(byKindOf['deleted']?.message).toContain('reimport');
    expect(byKindOf['doubled']?.message).toContain('made by hand');
    expect(byKindOf['missing']).toMatchObject({ posTotal: damage.missingTotal, ledgerTotal: null, centralTotal: null });
    const ledger = await ledgerOf(world, branch);
    const stateOf = (remoteId: number) => ledger.find((order) => order.remoteId === remoteId)?.centralState;
    expect([stateOf(damage.confirmed), stateOf(damage.cancelled), stateOf(damage.deleted)]).toEqual([
      'sale',
      'cancelled',
      'deleted',
    ]);
  });

  it('learns whom each order is for by now, for those too that came in before that was kept', async () => {
    const world = await aWorld([aShop(20, way)], { central: aCentral(way) });
    const [branch] = world.branches;
    await world.receive(branch);
    const [first, second, third] = await ledgerOf(world, branch);
    world.central.update('sale.order', first?.centralId ?? 0, { partner_id: 45 });
    world.central.remove('sale.order', third?.centralId ?? 0);
    const forgotten = [first?.id ?? '', second?.id ?? ''];
    await world.database.db.update(orders).set({ customerId: null }).where(inArray(orders.id, forgotten));
    await world.reconcile(branch, { request: autumnDays });
    const customers = (await ledgerOf(world, branch)).map(({ customerId }) => customerId);
    // Of what is gone it stays known whom it was for.
    expect(customers).toEqual([45, ...customers.slice(1).map(() => 95)]);
  });
});

const byKind = (a: { kind: string; remoteId: number | null }, b: { kind: string; remoteId: number | null }) =>
  `${a.kind} ${a.remoteId}`.localeCompare(`${b.kind} ${b.remoteId}`);

/** Does to a branch's books, one of each, what people and slow transactions do. */
async function harm(world: World, branch: TestBranch) {
  const ledger = await ledgerOf(world, branch);
  const pick = (index: number) => {
    const entry = ledger[index];
    if (entry?.centralId === undefined || entry.centralId === null) throw new Error(`There is no entry ${index}.`);
    return { ...entry, centralId: entry.centralId };
  };
  const { central } = world;
  const [changedAtTill, changedInCentral, cancelled, deleted, gone, copied, referred, confirmed] = [
    4, 14, 24, 34, 44, 54, 64, 74,
  ].map(pick) as Required<ReturnType<typeof pick>>[];
  if (!changedAtTill || !changedInCentral || !cancelled || !deleted || !gone || !copied || !referred || !confirmed)
    throw new Error();

  branch.odoo.update('pos.order', changedAtTill.remoteId, { amount_total: Number(changedAtTill.posTotal) + 1 });
  const [line] = central.records('sale.order.line').filter((one) => one['order_id'] === changedInCentral.centralId);
  central.update('sale.order.line', line?.id ?? 0, { price_unit: Number(line?.['price_unit']) + 5 });
  central.update('sale.order', cancelled.centralId, { state: 'cancel' });
  central.remove('sale.order', deleted.centralId);
  branch.odoo.remove('pos.order', gone.remoteId);
  // Confirming moves a Sales Order's date: it is not lost for that.
  confirmOrder(central, confirmed.centralId);
  // Copied with its origin, as Odoo's own duplicate does; and typed in anew, with the reference of the receipt.
  const copy = duplicateOrder(central, copied.centralId);
  const typed = central.insert('sale.order', { partner_id: 95, client_order_ref: referred.posReference });
  // Sold long before the last receive, committed behind its back.
  const source = branch.odoo.records('pos.order').find(({ id }) => id === ledger[84]?.remoteId);
  const { id: _id, write_date: _written, ...columns } = source ?? { id: 0 };
  const missing = branch.odoo.insertCommittedLate(
    'pos.order',
    { ...columns, uuid: '6b1d0d5e-5d0c-4a53-9b85-0a3f7b6a1f00', name: 'Shop - 990001', pos_reference: '990-1-000001' } as never,
    new Date('2026-10-26T10:00:00Z'),
  );
  const expected = [
    { kind: 'missing', remoteId: missing, centralId: null },
    { kind: 'changed', remoteId: changedAtTill.remoteId, centralId: changedAtTill.centralId },
    { kind: 'changed', remoteId: changedInCentral.remoteId, centralId: changedInCentral.centralId },
    { kind: 'cancelled', remoteId: cancelled.remoteId, centralId: cancelled.centralId },
    { kind: 'deleted', remoteId: deleted.remoteId, centralId: deleted.centralId },
    { kind: 'surplus', remoteId: gone.remoteId, centralId: gone.centralId },
    { kind: 'doubled', remoteId: copied.remoteId, centralId: copy },
    { kind: 'doubled', remoteId: referred.remoteId, centralId: typed },
  ];
  return {
    expected,
    missing,
    missingTotal: String(Number(source?.['amount_total'])),
    confirmed: confirmed.remoteId,
    cancelled: cancelled.remoteId,
    deleted: deleted.remoteId,
  };
}

describe('reconcile', () => {
  it('calls what is newer than the last receive still to come, not missing', async () => {
    const world = await aWorld([recordedBranch(1, 'branch1', { password })]);
    const [branch] = world.branches;
    const { run } = await world.reconcile(branch, { request: { from: '2026-11-18', to: '2026-11-24' } });
    expect(run).toMatchObject({ status: 'succeeded', seen: 352, flagged: 0 });
    const days = await daysOf(world, branch);
    expect(new Set(days.map(({ status }) => status))).toEqual(new Set(['not_yet']));
    expect(days.reduce((sum, { figures }) => sum + figures.toCome, 0)).toBe(352);
    expect(world.lines.join('\n')).toContain('still to come');
  });

  it('names the failure of what could not come in, and takes flagged cents for agreed', async () => {
    const world = await aWorld([recordedBranch(2, 'branch2', { password })]);
    const [branch] = world.branches;
    const { run: received } = await world.receive(branch);
    expect(received).toMatchObject({ imported: 165, failed: 6, flagged: 66 });
    const { run } = await world.reconcile(branch, { request: { from: '2026-11-01', to: '2026-11-24' } });
    expect(run).toMatchObject({ status: 'succeeded', seen: 171, alreadyThere: 165, flagged: 6 });
    const findings = await findingsOf(world, branch);
    expect(new Set(findings.map(({ kind, failureCode }) => `${kind} ${failureCode}`))).toEqual(
      new Set(['missing product.not_found']),
    );
    expect(findings[0]?.message).toContain('could not come in');
    const differing = new Set(findings.map(({ day }) => day));
    const days = await daysOf(world, branch);
    for (const { day, status } of days) expect([day, status]).toEqual([day, differing.has(day) ? 'differs' : 'agrees']);
  });

  it('is cured by receiving what is missing, and by nothing else', async () => {
    const world = await aWorld([aShop(120)]);
    const [branch] = world.branches;
    await world.receive(branch);
    const { missing } = await harm(world, branch);
    await world.reconcile(branch, { request: autumnDays });
    const { run: received } = await world.receive(branch, { request: { orderIds: [missing] } });
    expect(received).toMatchObject({ status: 'succeeded', imported: 1 });
    await world.reconcile(branch, { request: autumnDays });
    const kinds = (await findingsOf(world, branch)).map(({ kind }) => kind);
    expect(kinds).not.toContain('missing');
    expect(kinds).toHaveLength(7);
  });

  it('brings what was deleted in central in again once, if somebody asks, and changes nothing that is there', async () => {
    const world = await aWorld([aShop(60)]);
    const [branch] = world.branches;
    await world.receive(branch);
    const [first, second, third] = await ledgerOf(world, branch);
    const orderIds = [first, second, third].map((order) => order?.remoteId ?? 0);
    world.central.remove('sale.order', [first?.centralId ?? 0, second?.centralId ?? 0]);
    // A person works on the third.
    confirmOrder(world.central, third?.centralId ?? 0);
    const before = world.central.records('sale.order').find(({ id }) => id === third?.centralId);

    const { run: refused } = await world.receive(branch, { request: { orderIds } });
    expect(refused).toMatchObject({ status: 'succeeded', imported: 0, alreadyThere: 3 });
    expect(world.central.count('sale.order')).toBe(58);

    const { run: asked } = await world.receive(branch, { request: { orderIds, reimport: true } });
    expect(asked).toMatchObject({ status: 'succeeded', imported: 2, alreadyThere: 1, failed: 0 });
    expect(world.central.count('sale.order')).toBe(60);
    const after = await ledgerOf(world, branch);
    expect(after.filter(({ status }) => status === 'imported')).toHaveLength(60);
    expect(after[0]?.centralId).not.toBe(first?.centralId);
    expect(after[2]).toMatchObject({ centralId: third?.centralId });
    expect(world.central.records('sale.order').find(({ id }) => id === third?.centralId)).toEqual(before);
    await expectExactlyOnce(world, branch);

    const { run: again } = await world.receive(branch, { request: { orderIds, reimport: true } });
    expect(again).toMatchObject({ status: 'succeeded', imported: 0, alreadyThere: 3 });
    await expectExactlyOnce(world, branch);
    expect((await world.reconcile(branch, { request: autumnDays })).run).toMatchObject({ flagged: 0 });
  });

  it('brings it in once though the answer is lost, and though the order itself cannot come in at first', async () => {
    const world = await aWorld([aShop(40)]);
    const [branch] = world.branches;
    await world.receive(branch);
    const [first] = await ledgerOf(world, branch);
    const request = { orderIds: [first?.remoteId ?? 0], reimport: true };
    world.central.remove('sale.order', first?.centralId ?? 0);

    // Whatever is in the way, what is imported stays imported.
    const [line] = branch.odoo.records('pos.order.line').filter(({ order_id: order }) => order === first?.remoteId);
    const stranger = branch.odoo.insert('product.product', { name: 'Local honey', barcode: '2900000000011' });
    const product = line?.['product_id'] ?? false;
    branch.odoo.update('pos.order.line', line?.id ?? 0, { product_id: stranger });
    expect((await world.receive(branch, { request })).run).toMatchObject({ status: 'partial', failed: 1 });
    expect((await ledgerOf(world, branch))[0]).toMatchObject({ status: 'imported', centralState: 'deleted' });
    expect(await standingFailures(world, branch)).toMatchObject([{ code: 'product.not_found', orderId: first?.id }]);
    branch.odoo.update('pos.order.line', line?.id ?? 0, { product_id: product });

    world.sim.outages.add({ match: { model: 'sale.order', method: 'load' }, kind: 'reset-after', times: 1 });
    const run = await world.ask(branch, request);
    expect(await world.attempt(run)).toMatchObject({ kind: 'failed', willRetry: true });
    expect(await world.attempt(run)).toMatchObject({ kind: 'over' });
    expect((await ledgerOf(world, branch))[0]).toMatchObject({ status: 'imported', centralState: null });
    expect(await standingFailures(world, branch)).toEqual([]);
    await expectExactlyOnce(world, branch);
  });

  it('takes orders of another branch with the same POS references for what they are', async () => {
    const twin = generatedBranch({ name: 'branch4', seed: 8, orders: 60, password, ...autumn });
    const world = await aWorld([aShop(60), twin]);
    const [branch, other] = world.branches;
    await world.receive(branch);
    await world.receive(other as TestBranch);
    expect(twin.records('pos.order')[0]?.['pos_reference']).toBe(branch.odoo.records('pos.order')[0]?.['pos_reference']);
    // Made by hand for one of the other branch: the reference alone could mean either.
    const [theirs] = await ledgerOf(world, other as TestBranch);
    world.central.insert('sale.order', { partner_id: 95, client_order_ref: theirs?.posReference ?? '' });
    for (const one of [branch, other as TestBranch]) {
      expect((await world.reconcile(one, { request: autumnDays })).run).toMatchObject({ flagged: 0 });
    }
  });

  it('compares ways of paying order by order where their sums differ, and says where it cannot', async () => {
    const world = await aWorld([aShop(60)]);
    const [branch] = world.branches;
    await world.receive(branch);
    const [payment] = branch.odoo.records('pos.payment');
    branch.odoo.update('pos.payment', payment?.id ?? 0, { payment_method_id: payment?.['payment_method_id'] === 1 ? 2 : 1 });
    expect((await world.reconcile(branch, { request: autumnDays })).run).toMatchObject({ flagged: 1 });
    expect(await findingsOf(world, branch)).toMatchObject([{ kind: 'changed', remoteId: payment?.['pos_order_id'] }]);
    await world.database.db.update(orders).set({ payments: [] });
    expect((await world.reconcile(branch, { request: autumnDays })).run).toMatchObject({ flagged: 0 });
    expect((await daysOf(world, branch)).every(({ figures }) => figures.branch.byMethod === null)).toBe(true);
    expect(world.lines.join('\n')).toContain('ways of paying are not compared');
  });

  it('reads order by order where the branch refuses sums, or cuts days by another calendar', async () => {
    const world = await aWorld([aShop(60)], { timezone: 'Australia/Lord_Howe' });
    const [branch] = world.branches;
    await world.receive(branch);
    await world.reconcile(branch, { request: autumnDays });
    const bySums = (await daysOf(world, branch)).map(({ day, status, figures }) => ({ day, status, figures }));
    expect(bySums.reduce((sum, { figures }) => sum + figures.branch.sold.orders, 0)).toBe(60);
    const refusal = "You are not allowed to access 'Point of Sale Orders' (pos.order) records.";
    world.sim.outages.add({ match: { method: 'formatted_read_group' }, kind: 'fault', code: 4, text: refusal });
    expect((await world.reconcile(branch, { request: autumnDays })).run).toMatchObject({ status: 'succeeded', flagged: 0 });
    expect((await daysOf(world, branch)).map(({ day, status, figures }) => ({ day, status, figures }))).toEqual(bySums);
    expect(world.lines.join('\n')).toContain('gives no sums');
  });

  it('does not call deleted what a record rule hides', async () => {
    const world = await aWorld([aShop(20)]);
    const [branch] = world.branches;
    await world.receive(branch);
    const [first] = await ledgerOf(world, branch);
    world.central.remove('sale.order', first?.centralId ?? 0);
    world.sim.outages.add({ match: { model: 'sale.order', method: 'read' }, kind: 'fault', code: 4, text: 'not yours' });
    expect((await world.reconcile(branch, { request: autumnDays })).run).toMatchObject({ flagged: 0 });
    expect((await ledgerOf(world, branch))[0]).toMatchObject({ centralState: null });
    expect(world.lines.join('\n')).toContain('hidden from our user');
  });

  it('goes on where it was after a pause and after a death, ends where it is called off, and looks again at what differs', async () => {
    const world = await aWorld([aShop(60)]);
    const [branch] = world.branches;
    await world.receive(branch);
    const [first] = await ledgerOf(world, branch);
    world.central.remove('sale.order', first?.centralId ?? 0);
    const long = { from: '2026-08-01', to: '2026-10-27' };
    const run = await world.ask(branch, long, 'reconcile');
    let asked = 0;
    const shouldPause = async () => {
      asked += 1;
      return asked === 2;
    };
    expect(await world.attempt(run, { shouldPause })).toEqual({ kind: 'paused' });
    const done = await daysOf(world, branch);
    expect(done).toHaveLength(31);
    world.sim.outages.add({ match: { database: 'central', method: 'search' }, kind: 'html-502', times: 1 });
    expect(await world.attempt(run)).toMatchObject({ kind: 'failed', willRetry: true });
    expect(await world.attempt(run)).toMatchObject({ kind: 'over' });
    expect(await world.runOf(run.id)).toMatchObject({ status: 'succeeded', seen: 60, flagged: 1 });
    const all = await daysOf(world, branch);
    expect(all).toHaveLength(88);
    // What was recorded before the pause is not compared again.
    expect(all.slice(0, 31)).toEqual(done);
    expect(await standingFailures(world, branch)).toEqual([]);

    // Nothing was said: the last week, and of before what differs still.
    await world.reconcile(branch);
    const days = await daysOf(world, branch);
    const [newest] = days.map(({ runId }) => runId).slice(-1);
    expect(days.filter(({ runId }) => runId === newest)).toHaveLength(8);
    expect(days.filter(({ status }) => status === 'differs')).toMatchObject([{ runId: newest, findings: 1 }]);

    const calledOff = await world.ask(branch, long, 'reconcile');
    const off = world.sim.onCall({ database: 'central', method: 'search' }, async () => {
      await world.database.db.update(runs).set({ cancelRequestedAt: new Date() }).where(eq(runs.id, calledOff.id));
    });
    expect(await world.attempt(calledOff)).toMatchObject({ kind: 'over' });
    off();
    expect(await world.runOf(calledOff.id)).toMatchObject({ status: 'cancelled' });
  });

  it('waits while the branch is received, without a try counted, and stays within ten calls for a month', async () => {
    const shop = generatedBranch({
      name: 'branch3',
      seed: 7,
      orders: 1_200,
      password,
      linesPerOrder: 1,
      ...autumn,
      spanDays: 30,
    });
    const world = await aWorld([shop]);
    const [branch] = world.branches;
    const receiving = await world.ask(branch);
    const lease = await acquireLease(world.database.db, branch.id, receiving.id, 10_000);
    const run = await world.ask(branch, { from: '2026-09-27', to: '2026-10-27' }, 'reconcile');
    expect(await world.attempt(run)).toEqual({ kind: 'branch_busy' });
    expect(await world.runOf(run.id)).toMatchObject({ status: 'queued', attempts: 0 });
    if (lease !== undefined) await releaseLease(world.database.db, lease);
    await world.attempt(receiving);
    await world.attempt(run);
    const over = await world.runOf(run.id);
    expect(over).toMatchObject({ status: 'succeeded', seen: 1_200, flagged: 0 });
    expect(over.odooCalls).toBeLessThan(10);
  });

  it('waits at night for a shop that is closed, by the hours in which it is received', async () => {
    const world = await aWorld([aShop(20)]);
    const [branch] = world.branches;
    await world.database.db.update(schedules).set({ windowFrom: '08:00', windowUntil: '20:00' });
    world.sim.outages.add({ match: { database: 'branch3' }, kind: 'reset-before' });
    const night = { now: () => new Date('2026-10-28T02:30:00Z') };
    const { end, run } = await world.reconcile(branch, { deps: night });
    // Half past three in the shop: it opens in four and a half hours.
    expect(end).toMatchObject({ kind: 'waiting', description: { code: 'branch.closed' }, delayMs: 4.5 * 3_600_000 });
    expect(run).toMatchObject({ status: 'queued', error: { code: 'branch.closed' } });
    expect(await standingFailures(world, branch)).toMatchObject([
      { kind: 'reconcile', code: 'branch.closed', status: 'retrying' },
    ]);
    world.sim.outages.clear();
    await world.attempt(run, { deps: night });
    expect(await world.runOf(run.id)).toMatchObject({ status: 'succeeded' });
    expect(await standingFailures(world, branch)).toEqual([]);
  });
});
