import type { Overview } from '@branch-sync/contract';
import { central, circuits, cliActor, createApiKey, failures, workers } from '@branch-sync/db';
import { uuidv7 } from 'uuidv7';
import { describe, expect, it } from 'vitest';
import { aRun } from './a-run.ts';
import { aCentralInput, type TestApi } from './an-api.ts';
import { anOverview, aReceive, aSale, goesOffline, idAt } from './an-overview.ts';

/** A Friday; in Brussels it is eleven. */
const now = '2026-11-20T10:00:00Z';

type NewFailure = typeof failures.$inferInsert;

async function aFailure({ database }: TestApi, branchId: string, orderId: string | null, given: Partial<NewFailure> = {}) {
  const id = given.firstSeenAt instanceof Date ? idAt(given.firstSeenAt) : uuidv7();
  const words = { code: 'product.not_found', class: 'permanent', message: 'm', fix: 'f', fingerprint: id } as const;
  await database.db.insert(failures).values({ id, branchId, kind: 'receive', orderId, ...words, ...given });
}

async function aKeyOf({ database }: TestApi, ...branches: string[]): Promise<string> {
  const ask = { name: `of ${branches}`, role: 'viewer', branches, expiresAt: null } as const;
  return (await createApiKey(database.db, cliActor, ask)).secret;
}

describe('the overview', () => {
  it('of nothing is empty', async () => {
    const { read } = await anOverview(now);
    const { hours, ...overview } = await read();
    expect(overview).toEqual({
      at: '2026-11-20T10:00:00.000Z',
      branches: [],
      totals: {
        states: { paused: 0, offline: 0, behind: 0, never_run: 0, waiting: 0, healthy: 0 },
        today: { orders: 0, amounts: [] },
        weekBefore: { orders: 0, amounts: [] },
        failures: { failures: 0, waiting: { orders: 0, amounts: [] } },
      },
      central: null,
      workers: { running: 0, silent: 0, places: 0, busy: 0 },
      runs: { queued: 0, running: 0 },
    });
    expect(hours).toHaveLength(24);
    expect(hours[0]).toEqual({ from: '2026-11-19T11:00:00.000Z', imported: 0, failures: 0 });
    expect(hours.at(-1)).toEqual({ from: '2026-11-20T10:00:00.000Z', imported: 0, failures: 0 });
  });

  it('has the branches first that need somebody', async () => {
    const { api, read, addBranch } = await anOverview(now);
    const every = { everySeconds: 900, startsAt: '2026-01-01T00:00:00Z' };
    const add = (code: string, name: string, receive: Record<string, unknown> = every) => addBranch(code, receive, { name });
    const healthy = '2026-11-20T09:55:00Z';
    await add('P', 'Paused', { ...every, paused: true }).then((id) => aFailure(api, id, null));
    await aReceive(api, await add('H10', 'Shop 10'), healthy);
    await aReceive(api, await add('H9', 'Shop 9'), healthy);
    const waiting = await add('W', 'Waits');
    await aReceive(api, waiting, healthy);
    await aRun(api, waiting);
    await add('N', 'New');
    for (const [code, count] of [
      ['F1', 1],
      ['F3', 3],
    ] as const) {
      const id = await add(code, 'Fails');
      await aReceive(api, id, healthy);
      for (let number = 0; number < count; number += 1) await aFailure(api, id, null);
    }
    await aReceive(api, await add('B', 'Behind'), '2026-11-20T06:00:00Z');
    const offline = await add('O', 'Offline');
    await goesOffline(api, offline, '2026-11-20T09:00:00Z', '2026-11-20T10:10:00Z');
    for (let number = 0; number < 9; number += 1) await aFailure(api, offline, null);

    const { branches, totals } = await read();
    expect(branches.map(({ code }) => code)).toEqual(['O', 'B', 'F3', 'F1', 'N', 'W', 'H9', 'H10', 'P']);
    expect(totals.states).toEqual({ offline: 1, behind: 1, never_run: 1, waiting: 1, healthy: 4, paused: 1 });
    expect(totals.failures.failures).toBe(14);
  });

  it('tells sales by the branch’s own day and by currency, to the last digit, and those of a week ago', async () => {
    const { api, read, addBranch, branch } = await anOverview(now);
    const [brussels, kolkata] = [await addBranch('B1'), await addBranch('B2', {}, { timezone: 'Asia/Kolkata' })];
    await aSale(api, brussels, '2026-11-19T22:59:59Z', '1000');
    for (const posTotal of ['0.10', '0.20', '-0.05']) await aSale(api, brussels, '2026-11-19T23:00:00Z', posTotal);
    await aSale(api, brussels, '2026-11-20T09:59:59Z', '1234567890123.45', { currency: 'USD' });
    await aSale(api, brussels, '2026-11-20T09:00:00Z', '7', { status: 'failed', centralId: null });
    await aSale(api, brussels, '2026-11-20T09:00:00Z', '7', { status: 'skipped' });
    // The till's clock is ahead.
    await aSale(api, brussels, '2026-11-20T10:00:00Z', '7');
    await aSale(api, brussels, '2026-11-13T09:59:59Z', '5.00');
    await aSale(api, brussels, '2026-11-13T10:00:00Z', '7');
    await aSale(api, brussels, '2026-11-12T22:59:59Z', '7');
    await aSale(api, kolkata, '2026-11-19T18:30:00Z', '2.5');
    await aSale(api, kolkata, '2026-11-19T18:29:59Z', '7');
    const eur = (amount: string) => ({ currency: 'EUR', amount });
    const usd = { currency: 'USD', amount: '1234567890123.45' };
    expect(await branch('B1')).toMatchObject({
      today: { orders: 4, amounts: [eur('0.25'), usd] },
      weekBefore: { orders: 1, amounts: [eur('5')] },
    });
    expect(await branch('B2')).toMatchObject({
      today: { orders: 1, amounts: [eur('2.5')] },
      weekBefore: { orders: 0, amounts: [] },
    });
    expect((await read()).totals).toMatchObject({
      today: { orders: 5, amounts: [eur('2.75'), usd] },
      weekBefore: { orders: 1, amounts: [eur('5')] },
    });
  });

  it('begins the day of a shop where its clock is set forward at midnight an hour late', async () => {
    const { api, branch, addBranch } = await anOverview('2026-04-24T09:00:00Z');
    const id = await addBranch('B1', {}, { timezone: 'Africa/Cairo' });
    await aSale(api, id, '2026-04-23T21:59:59Z');
    await aSale(api, id, '2026-04-23T22:00:00Z');
    expect((await branch('B1')).today.orders).toBe(1);
  });

  it('counts what stands but what only tells, and each order that waits once', async () => {
    const { api, read, addBranch } = await anOverview(now);
    const id = await addBranch('B1');
    const failed = { status: 'failed', centralId: null } as const;
    const [one, other] = [await aSale(api, id, now, '12.50', failed), await aSale(api, id, now, '0.25', failed)];
    await aFailure(api, id, one);
    await aFailure(api, id, one, { code: 'tax.not_found', status: 'retrying' });
    await aFailure(api, id, other);
    await aFailure(api, id, null, { code: 'branch.unreachable', class: 'transient' });
    await aFailure(api, id, null, { code: 'branch.closed', class: 'waiting' });
    const over = { resolvedAt: new Date(now) };
    await aFailure(api, id, await aSale(api, id, now, '7', failed), { status: 'resolved', ...over });
    await aFailure(api, id, await aSale(api, id, now, '7', failed), { status: 'dismissed', ...over });
    const { branches, totals } = await read();
    expect(branches[0]?.openFailures).toBe(4);
    expect(totals.failures).toEqual({ failures: 4, waiting: { orders: 2, amounts: [{ currency: 'EUR', amount: '12.75' }] } });
  });

  it('counts what came in and what failed, hour by hour of UTC', async () => {
    const { api, read, addBranch } = await anOverview('2026-11-20T10:20:00Z');
    const id = await addBranch('B1', {}, { timezone: 'Asia/Kolkata' });
    const at = (text: string) => ({ createdAt: new Date(text) });
    await aSale(api, id, now, '1', at('2026-11-19T10:59:59.999Z'));
    await aSale(api, id, now, '1', at('2026-11-19T11:00:00Z'));
    await aSale(api, id, now, '1', at('2026-11-20T09:59:59.999Z'));
    await aSale(api, id, now, '1', { ...at('2026-11-20T09:30:00Z'), status: 'failed', centralId: null });
    await aSale(api, id, now, '1', at('2026-11-20T10:00:00Z'));
    await aSale(api, id, now, '1', at('2026-11-20T10:19:00Z'));
    const seen = (text: string) => ({ firstSeenAt: new Date(text) });
    await aFailure(api, id, null, { ...seen('2026-11-20T09:10:00Z'), status: 'resolved', resolvedAt: new Date() });
    await aFailure(api, id, null, seen('2026-11-20T09:20:00Z'));
    await aFailure(api, id, null, { ...seen('2026-11-20T09:20:00Z'), code: 'branch.closed' });
    await aFailure(api, id, null, seen('2026-11-19T10:20:00Z'));
    const { hours } = await read();
    expect(hours.filter(({ imported, failures: failed }) => imported + failed > 0)).toEqual([
      { from: '2026-11-19T11:00:00.000Z', imported: 1, failures: 0 },
      { from: '2026-11-20T09:00:00.000Z', imported: 1, failures: 2 },
      { from: '2026-11-20T10:00:00.000Z', imported: 2, failures: 0 },
    ]);
  });

  it('tells how central and the workers are', async () => {
    const { api, read, setClock } = await anOverview(now);
    await api.call('PUT', '/api/central', { body: aCentralInput() });
    const closed = { state: 'closed', offlineSince: null, nextTryAt: null };
    expect((await read()).central).toEqual({ circuit: closed, version: null, lastContactAt: null });
    const { db } = api.database;
    const connection = { version: { text: '19.0', major: 19, minor: 0 }, transport: 'json2', uid: 2 };
    await db.update(central).set({ facts: { connection }, factsAt: new Date(now) });
    const [openSince, nextTryAt] = [new Date('2026-11-20T09:58:00Z'), new Date('2026-11-20T10:01:00Z')];
    await db.insert(circuits).values({ place: 'central', misses: 3, firstMissAt: openSince, openSince, nextTryAt });
    const base = { host: 'h', pid: 1, version: '1.2.3', concurrency: 50, isConsuming: true, eventLoopLagMs: 1, rssMb: 90 };
    const ago = (seconds: number) => new Date(Date.now() - seconds * 1_000);
    await db.insert(workers).values([
      { id: uuidv7(), ...base, running: 7 },
      { id: uuidv7(), ...base, running: 5 },
      { id: uuidv7(), ...base, running: 3, isDraining: true },
      { id: uuidv7(), ...base, running: 2, seenAt: ago(60) },
      { id: uuidv7(), ...base, running: 0, stoppedAt: ago(60) },
    ]);
    setClock('2026-11-20T10:00:10Z');
    expect(await read()).toMatchObject({
      central: {
        circuit: { state: 'open', offlineSince: '2026-11-20T09:58:00.000Z', nextTryAt: '2026-11-20T10:01:00.000Z' },
        version: '19.0',
        lastContactAt: '2026-11-20T10:00:00.000Z',
      },
      workers: { running: 2, silent: 1, places: 100, busy: 12 },
    });
  });

  it('is put together once for all who ask within some seconds', async () => {
    const { api, read, addBranch, setClock } = await anOverview(now);
    await addBranch('B1');
    await addBranch('B2');
    const codes = ({ branches }: Overview) => branches.map(({ code }) => code);
    const limited = await aKeyOf(api, 'B2');
    const together = await Promise.all([read(), read(api.keys.admin), read(limited)]);
    expect(together.map(codes)).toEqual([['B1', 'B2'], ['B1', 'B2'], ['B2']]);
    await addBranch('B3');
    setClock('2026-11-20T10:00:02.999Z');
    expect(await read()).toEqual(together[0]);
    setClock('2026-11-20T10:00:03Z');
    const after = await read();
    expect(after.at).toBe('2026-11-20T10:00:03.000Z');
    expect(codes(after)).toEqual(['B1', 'B2', 'B3']);
  });

  it('is of nothing but the branches of a limited key, in every sum', async () => {
    const { api, read, addBranch } = await anOverview(now);
    const [own, foreign] = [await addBranch('OWN'), await addBranch('FOREIGN')];
    const failed = { status: 'failed', centralId: null, createdAt: new Date('2026-11-20T09:10:00Z') } as const;
    for (const [id, currency] of [
      [own, 'EUR'],
      [foreign, 'USD'],
    ] as const) {
      await aSale(api, id, '2026-11-20T09:00:00Z', '3', { currency, createdAt: new Date('2026-11-20T09:10:00Z') });
      await aSale(api, id, '2026-11-13T09:00:00Z', '4', { currency });
      await aFailure(api, id, await aSale(api, id, '2026-11-20T09:00:00Z', '5', { currency, ...failed }), {
        firstSeenAt: new Date('2026-11-20T09:10:00Z'),
      });
      await aRun(api, id);
      await aRun(api, id, { kind: 'push', status: 'running', attempts: 1 });
    }
    const limited = await read(await aKeyOf(api, 'OWN'));
    const sum = (amount: string) => ({ orders: 1, amounts: [{ currency: 'EUR', amount }] });
    expect(limited).toMatchObject({
      branches: [{ code: 'OWN' }],
      totals: {
        states: { never_run: 1, healthy: 0 },
        today: sum('3'),
        weekBefore: sum('4'),
        failures: { failures: 1, waiting: sum('5') },
      },
      runs: { queued: 1, running: 1 },
    });
    expect(limited.hours.at(-2)).toEqual({ from: '2026-11-20T09:00:00.000Z', imported: 1, failures: 1 });
    expect(JSON.stringify(limited)).not.toMatch(/FOREIGN|USD/);
    const all = await read();
    expect(all).toMatchObject({ totals: { failures: { failures: 2 } }, runs: { queued: 2, running: 2 } });
    expect(all.hours.at(-2)).toMatchObject({ imported: 2, failures: 2 });
  });
});
