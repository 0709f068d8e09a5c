import type { Mapping, MappingSummary, MappingsSet } from '@branch-sync/contract';
import { audit, branches, links, orders, salespeople } from '@branch-sync/db';
import { type OdooDatabase, recordedBranch } from '@branch-sync/odoo-sim';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { aWorld, canarySecret, standingFailures, type World } from '../../harness/world.ts';
import { anApi, type TestApi } from './an-api.ts';

const recorded = (name: string) => recordedBranch(1, name, { password: canarySecret });

/** A world whose branches are received once, and the API on it. */
async function aReceivedWorld(...odoo: readonly [OdooDatabase, ...OdooDatabase[]]) {
  const world = await aWorld(odoo);
  for (const branch of world.branches) await world.receive(branch);
  const api = await anApi({ database: world.database, db: world.database.db, secretBox: world.deps.secretBox });
  return { world, api };
}

/** All mappings of a branch that a query selects. */
async function mappings(api: TestApi, code: string, query = ''): Promise<Mapping[]> {
  const found: Mapping[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const url = `/api/branches/${code}/mappings?limit=200${query}${cursor}`;
    const answer = await api.call('GET', url, { as: 'viewer' });
    expect(answer.statusCode, answer.body).toBe(200);
    const page: { items: Mapping[]; nextCursor: string | null } = answer.json();
    found.push(...page.items);
    cursor = page.nextCursor === null ? null : `&cursor=${page.nextCursor}`;
  }
  return found;
}

async function set(api: TestApi, code: string, settings: readonly unknown[], retry = false): Promise<MappingsSet> {
  const answer = await api.call('PUT', `/api/branches/${code}/mappings`, { as: 'operator', body: { settings, retry } });
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json();
}

/** Executes what was queued, as a worker would. */
async function work(world: World, { runs }: MappingsSet) {
  for (const { runId } of runs) await world.attempt(await world.runOf(runId));
}

describe('the mappings of a branch', () => {
  it('are told with how each was learned, what is missing and what waits for it', async () => {
    const { world, api } = await aReceivedWorld(recorded('branch1'));
    const all = await mappings(api, 'branch1');
    const missing = all.filter(({ state }) => state === 'missing');
    expect(missing.map(({ model, remoteName }) => `${model} ${remoteName}`).sort()).toEqual(
      ['191', '192', '193'].map((number) => `product.product [P${number}] Article ${number}`),
    );
    const failed = await standingFailures(world, world.branches[0]);
    expect(missing.reduce((sum, { waiting }) => sum + waiting.orders, 0)).toBe(failed.length);
    expect(missing[0]?.waiting.amounts).toEqual([{ currency: 'USD', amount: expect.stringMatching(/^-?\d+\.\d+$/) }]);
    const product = all.find(({ state }) => state === 'barcode');
    expect(product).toMatchObject({
      model: 'product.product',
      source: 'barcode',
      centralState: 'active',
      waiting: { orders: 0 },
    });
    expect(product?.remoteName).toBe(product?.centralName);
    expect(all.find(({ model }) => model === 'account.tax')).toMatchObject({ state: 'values', centralName: expect.any(String) });
    const cashiers = all.filter(({ model }) => model === 'res.users').map(({ remoteId, state }) => [remoteId, state]);
    expect(cashiers).toContainEqual([6, 'hand']);
    expect(cashiers).toContainEqual([7, 'default']);
    expect(new Set(all.filter(({ model }) => model === 'res.partner').map(({ state }) => state))).toEqual(new Set(['default']));
    expect(new Set(all.filter(({ model }) => model === 'uom.uom').map(({ state }) => state))).toEqual(new Set(['unneeded']));

    // The summary counts what the list tells.
    const summary: MappingSummary = (await api.call('GET', '/api/branches/branch1/mappings/summary')).json();
    const products = summary.find(({ model }) => model === 'product.product');
    expect(products?.counts.missing).toBe(3);
    expect(products?.waiting.orders).toBe(21);
    expect(summary.flatMap(({ counts }) => Object.values(counts)).reduce((sum, count) => sum + count, 0)).toBe(all.length);

    // A person narrows them down.
    expect(await mappings(api, 'branch1', '&state=missing')).toEqual(missing);
    expect((await mappings(api, 'branch1', '&q=P191')).map(({ remoteName }) => remoteName)).toEqual(['[P191] Article 191']);
    expect(await mappings(api, 'branch1', '&q=Art_cle')).toEqual([]);
    expect((await mappings(api, 'branch1', '&model=res.users')).every(({ model }) => model === 'res.users')).toBe(true);
    const byId = await mappings(api, 'branch1', `&q=${missing[0]?.remoteId}`);
    expect(byId).toContainEqual(missing[0]);

    // What is as it was is not written again.
    const before = await world.database.db.execute(sql`select max(xmin::text::bigint) as last from remote_records`);
    await world.receive(world.branches[0], { request: { since: '2020-01-01T00:00:00Z' } });
    expect(await world.database.db.execute(sql`select max(xmin::text::bigint) as last from remote_records`)).toEqual(before);

    // Where the rule looks for customers, one that was not found is missing.
    await world.database.db.update(branches).set({ customerRule: 'match' });
    expect(new Set((await mappings(api, 'branch1', '&model=res.partner')).map(({ state }) => state))).toEqual(
      new Set(['missing']),
    );
  });

  it('are set and unset by hand; what that cures is told, and tried again', async () => {
    const { world, api } = await aReceivedWorld(recorded('branch1'));
    const [branch] = world.branches;
    const missing = await mappings(api, 'branch1', '&state=missing');
    const settings = missing.map(({ model, remoteId }) => ({ model, remoteId, centralId: 360 }));

    const first = await set(api, 'branch1', settings.slice(0, 1));
    expect(first).toMatchObject({ unchecked: null, set: [{ centralId: 360, centralName: '[P177] Article 177' }], runs: [] });
    expect(first.curable.failures).toBe(missing[0]?.waiting.orders);
    expect(first.curable.orders).toBeLessThanOrEqual(first.curable.failures);
    const all = await set(api, 'branch1', settings);
    const waiting = await world.database.db.select().from(orders).where(eq(orders.status, 'failed'));
    const sum = waiting.reduce((total, { posTotal }) => total + Math.round(Number(posTotal) * 100), 0);
    expect(all.curable).toMatchObject({ failures: (await standingFailures(world, branch)).length, orders: 21 });
    expect(all.curable.amounts.map(({ amount }) => Math.round(Number(amount) * 100))).toEqual([sum]);

    const forgotten = await set(api, 'branch1', [{ ...settings[0], centralId: null }], true);
    expect(forgotten).toMatchObject({ curable: { failures: 0, orders: 0, amounts: [] }, runs: [] });
    expect(await mappings(api, 'branch1', '&state=missing')).toHaveLength(1);

    const retried = await set(api, 'branch1', settings, true);
    expect(retried.runs).toMatchObject([{ branchCode: 'branch1', orders: 21 }]);
    const again = await set(api, 'branch1', settings, true);
    expect(again.runs).toEqual(retried.runs);
    await work(world, retried);
    expect(await world.runOf(retried.runs[0]?.runId ?? '')).toMatchObject({ status: 'succeeded', imported: 21, failed: 0 });
    expect(await standingFailures(world, branch)).toEqual([]);
    expect((await set(api, 'branch1', settings, true)).runs).toEqual([]);

    const cashier = { model: 'res.users', remoteId: 7, centralId: 8 };
    expect((await set(api, 'branch1', [cashier])).set).toMatchObject([{ centralName: 'Ben Central' }]);
    expect(await world.database.db.select().from(salespeople).where(eq(salespeople.remoteUserId, 7))).toMatchObject([
      { centralUserId: 8, centralName: 'Ben Central', centralState: 'active' },
    ]);
    const entries = await world.database.db.select().from(audit).where(eq(audit.action, 'mappings.set'));
    expect(entries).toHaveLength(7);
    expect(entries.every(({ subject, actor }) => subject === 'branch:branch1' && actor === 'key:operator')).toBe(true);
  });

  it('are refused row by row where central’s record does not fit, and taken unchecked where central is away', async () => {
    const { world, api } = await aReceivedWorld(recorded('branch1'));
    world.central.update('product.product', 360, { active: false });
    const purchaseTax = world.central.insert('account.tax', { name: '15% P', amount: 15, type_tax_use: 'purchase' });
    const settings = [
      { model: 'product.product', remoteId: 5001, centralId: 359 },
      { model: 'product.product', remoteId: 5002, centralId: 360 },
      { model: 'product.product', remoteId: 5003, centralId: 999_999 },
      { model: 'account.tax', remoteId: 5004, centralId: purchaseTax },
      { model: 'res.partner', remoteId: 5005, centralId: null },
    ];
    const put = () => api.call('PUT', '/api/branches/branch1/mappings', { as: 'operator', body: { settings } });
    const refused = await put();
    expect(refused.statusCode).toBe(422);
    expect(refused.json()).toMatchObject({
      code: 'mapping.unfit',
      errors: [
        { field: 'settings.1.centralId', message: expect.stringContaining('is archived in central') },
        { field: 'settings.2.centralId', message: expect.stringContaining('central has no record 999999') },
        { field: 'settings.3.centralId', message: expect.stringContaining('is no sales tax') },
      ],
    });
    const named = and(eq(links.source, 'hand'), inArray(links.remoteId, [5001, 5002, 5003, 5004]));
    expect(await world.database.db.$count(links, named)).toBe(0);

    world.sim.outages.add({ match: { database: 'central' }, kind: 'refuse' });
    const unchecked = (await put()).json();
    expect(unchecked.unchecked).toMatch(/^Central /);
    expect(unchecked.set.map(({ centralName }: { centralName: unknown }) => centralName)).toEqual([null, null, null, null, null]);
    expect(await world.database.db.$count(links, named)).toBe(4);
  });

  it('tell of links whose record was archived or deleted in central', async () => {
    const { world, api } = await aReceivedWorld(recorded('branch1'));
    const linked = await mappings(api, 'branch1', '&state=barcode');
    const [kept, archived, deleted] = linked;
    world.central.update('product.product', archived?.centralId ?? 0, { active: false });
    world.central.remove('product.product', deleted?.centralId ?? 0);
    world.central.update('res.users', 8, { name: 'Ben Away', active: false });
    const before = world.sim.calls.total;
    const check = await api.call('POST', '/api/branches/branch1/mappings/check', { as: 'operator' });
    expect(check.json()).toEqual({ checked: expect.any(Number), archived: 2, deleted: 1 });
    expect(check.json().checked).toBeGreaterThan(100);
    expect(world.sim.calls.total - before).toBeLessThanOrEqual(4);

    const stale = await mappings(api, 'branch1', '&state=stale');
    expect(stale.map(({ model, remoteId, centralState }) => [model, remoteId, centralState])).toEqual(
      [
        ['product.product', archived?.remoteId, 'archived'],
        ['product.product', deleted?.remoteId, 'deleted'],
        ['res.users', 6, 'archived'],
      ].sort(),
    );
    expect(stale.find(({ centralState }) => centralState === 'deleted')?.centralName).toBe(deleted?.centralName);
    expect(stale.find(({ model }) => model === 'res.users')?.centralName).toBe('Ben Away');
    const now = await mappings(api, 'branch1', `&q=${kept?.remoteName?.slice(1, 5)}`);
    expect(now).toContainEqual({ ...kept, checkedAt: expect.any(String) });

    // The nightly reconcile looks at what was not looked at for half a day.
    world.central.update('product.product', archived?.centralId ?? 0, { active: true });
    await world.database.db.update(links).set({ checkedAt: new Date('2026-01-01') });
    const night = await world.ask(world.branches[0], { from: '2026-11-24', to: '2026-11-24' }, 'reconcile');
    await world.attempt(night);
    expect((await world.runOf(night.id)).status).toBe('succeeded');
    expect(world.lines.at(-2)).toMatch(/^Of what is linked, 0 records are archived in central and 1 deleted/);
    const left = await mappings(api, 'branch1', '&state=stale');
    expect(left).toHaveLength(2);

    world.sim.outages.add({ match: { database: 'central' }, kind: 'refuse' });
    const away = await api.call('POST', '/api/branches/branch1/mappings/check', { as: 'operator' });
    expect([away.statusCode, away.json().code]).toEqual([503, 'central.unseen']);
    expect(await mappings(api, 'branch1', '&state=stale')).toEqual(left);
  });
});
