import {
  orderPageSchema,
  receiveMissingAcceptedSchema,
  reconciledDayDetailSchema,
  reconciledDayPageSchema,
  reconciliationMapPageSchema,
  reconciliationPageSchema,
  runAcceptedSchema,
  runSchema,
} from '@branch-sync/contract';
import { audit, central, orders, reconcileFindings, runs } from '@branch-sync/db';
import { receiveRequestSchema } from '@branch-sync/sync';
import { eq } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { describe, expect, it } from 'vitest';
import { aDay, figures } from './a-day.ts';
import { aBranch } from './a-run.ts';
import { aCentralInput, anApi, type TestApi } from './an-api.ts';

async function withCentralOf(api: TestApi, major: number) {
  await api.call('PUT', '/api/central', { body: aCentralInput({ url: 'https://odoo.example' }) });
  const facts = { connection: { version: { text: `${major}.0`, major, minor: 0 }, transport: 'xmlrpc', uid: 9 } };
  await api.database.db.update(central).set({ facts, factsAt: new Date() });
}

describe('asking for a reconcile', () => {
  it('queues a run of its own kind, once for each key, and writes it down', async () => {
    const api = await anApi();
    await aBranch(api, 'B1');
    const ask = async (body: unknown, key?: string) => {
      const headers: Record<string, string> = key === undefined ? {} : { 'idempotency-key': key };
      return api.call('POST', '/api/branches/B1/reconcile', { as: 'operator', body, headers });
    };
    const request = { from: '2026-11-01', to: '2026-11-07' };
    const { runId } = runAcceptedSchema.parse((await ask(request, 'k1')).json());
    const run = runSchema.parse((await api.call('GET', `/api/runs/${runId}`)).json());
    expect(run).toMatchObject({ kind: 'reconcile', trigger: 'manual', status: 'queued', request });
    expect((await api.deps.queues.byName.reconcile.getJob(runId))?.data).toEqual({ runId });
    await api.database.db.update(runs).set({ status: 'running', attempts: 1 });
    expect((await ask(request, 'k1')).json()).toEqual({ runId });
    expect((await ask({}, 'k1')).json()).toMatchObject({ status: 422, code: 'idempotency.conflict' });
    expect((await ask(undefined)).statusCode).toBe(202);
    expect(await api.database.db.select().from(audit).where(eq(audit.action, 'branch.reconcile'))).toMatchObject([
      { actor: 'key:operator', subject: 'branch:B1', detail: { runId } },
      { actor: 'key:operator', subject: 'branch:B1' },
    ]);
    expect((await api.call('POST', '/api/branches/B1/reconcile', { as: 'viewer', body: {} })).statusCode).toBe(403);
  });

  it.each([
    [{ from: '2026-11-31' }, 'from'],
    [{ from: '20.11.2026' }, 'from'],
    [{ from: '2026-11-07', to: '2026-11-01' }, 'to'],
    [{ from: '2025-11-01', to: '2026-11-02' }, 'to'],
    [{ since: '2026-11-01' }, 'since'],
  ])('refuses %o by field', async (body, field) => {
    const api = await anApi();
    await aBranch(api, 'B1');
    const answer = await api.call('POST', '/api/branches/B1/reconcile', { body });
    expect(answer.json()).toMatchObject({ status: 422, errors: [{ field }] });
  });
});

describe('what was found', () => {
  it('is read by day, in pages, narrowed by what is asked', async () => {
    const api = await anApi();
    const branchId = await aBranch(api, 'B1');
    for (const day of ['2026-11-01', '2026-11-02', '2026-11-03']) await aDay(api, branchId, day);
    await aDay(api, branchId, '2026-11-04', ['missing', 'deleted']);
    const read = async (query: string) =>
      reconciledDayPageSchema.parse((await api.call('GET', `/api/branches/B1/reconciliation${query}`, { as: 'viewer' })).json());
    const first = await read('?limit=3');
    expect(first.items.map(({ day, status, findingCount }) => [day, status, findingCount])).toEqual([
      ['2026-11-04', 'differs', 2],
      ['2026-11-03', 'agrees', 0],
      ['2026-11-02', 'agrees', 0],
    ]);
    expect(first.items[0]).toMatchObject({ branchCode: 'B1', figures: { branch: { sold: { orders: 2, total: '30.10' } } } });
    expect((await read(`?limit=3&cursor=${first.nextCursor}`)).items.map(({ day }) => day)).toEqual(['2026-11-01']);
    expect((await read('?from=2026-11-02&to=2026-11-03')).items).toHaveLength(2);
    expect((await read('?status=differs')).items).toHaveLength(1);
  });

  it('of one day comes with its findings, in pages, each with a link into central', async () => {
    const api = await anApi();
    const branchId = await aBranch(api, 'B1');
    await withCentralOf(api, 19);
    await aDay(api, branchId, '2026-11-04', ['missing', 'changed', 'deleted']);
    const read = async (query = '') =>
      reconciledDayDetailSchema.parse((await api.call('GET', `/api/branches/B1/reconciliation/2026-11-04${query}`)).json());
    const { findings, ...day } = await read('?limit=2');
    expect(day).toMatchObject({ day: '2026-11-04', status: 'differs', findingCount: 3, figures });
    expect(findings.items).toMatchObject([
      { kind: 'missing', remoteId: 1, posTotal: '20.10', message: 'missing 1', centralUrl: 'https://odoo.example/odoo/sales/77' },
      { kind: 'changed', remoteId: 2 },
    ]);
    expect((await read(`?limit=2&cursor=${findings.nextCursor}`)).findings).toMatchObject({
      items: [{ kind: 'deleted', remoteId: 3, centralUrl: null }],
      nextCursor: null,
    });
    expect((await read('?kind=changed')).findings.items).toHaveLength(1);
    const other = await api.call('GET', '/api/branches/B1/reconciliation/2026-11-05');
    expect(other.json()).toMatchObject({ status: 404, code: 'reconciliation.not_found' });
    expect((await api.call('GET', '/api/branches/B1/reconciliation/2026-11-32')).statusCode).toBe(400);
  });

  it('of all branches is one list, the newest day first and then by code', async () => {
    const api = await anApi();
    const [one, two] = [await aBranch(api, 'B1'), await aBranch(api, 'B2')];
    await aDay(api, two, '2026-11-04', ['doubled']);
    await aDay(api, one, '2026-11-04');
    await aDay(api, one, '2026-11-03');
    const read = async (query = '') =>
      reconciliationPageSchema.parse((await api.call('GET', `/api/reconciliation${query}`, { as: 'viewer' })).json());
    const keys: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: Awaited<ReturnType<typeof read>> = await read(`?limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`);
      keys.push(...page.items.map(({ day, branchCode }) => `${day} ${branchCode}`));
      cursor = page.nextCursor;
    }
    expect(keys).toEqual(['2026-11-04 B1', '2026-11-04 B2', '2026-11-03 B1']);
    expect((await read('?status=differs')).items).toMatchObject([
      {
        branchCode: 'B2',
        branchName: 'Harbour',
        totals: { branch: figures.branch.sold, ledger: figures.ledger.known },
        toCome: 0,
      },
    ]);
    expect((await read('?branch=B1&from=2026-11-04')).items).toHaveLength(1);
    await api.call('DELETE', '/api/branches/B1');
    expect((await read()).items.map(({ branchCode }) => branchCode)).toEqual(['B2']);
  });

  it('of all branches is a map: by code, with the days between, also of those that never were compared', async () => {
    const api = await anApi();
    const [one, two] = [await aBranch(api, 'B1'), await aBranch(api, 'B2')];
    await aBranch(api, 'B3');
    for (const day of ['2026-11-05', '2026-11-03', '2026-11-01']) await aDay(api, one, day);
    await aDay(api, two, '2026-11-04', ['doubled', 'missing']);
    const days = 'from=2026-11-02&to=2026-11-05';
    const read = async (query = '') =>
      reconciliationMapPageSchema.parse(
        (await api.call('GET', `/api/reconciliation/map?${days}${query}`, { as: 'viewer' })).json(),
      );
    const sold = { currency: 'USD', orders: 2, total: '30.10' };
    const first = await read('&limit=2');
    expect(first.items).toEqual([
      {
        branchCode: 'B1',
        branchName: 'Harbour',
        timezone: 'Europe/Brussels',
        days: ['2026-11-03', '2026-11-05'].map((day) => ({ day, status: 'agrees', findingCount: 0, ...sold })),
      },
      {
        branchCode: 'B2',
        branchName: 'Harbour',
        timezone: 'Europe/Brussels',
        days: [{ day: '2026-11-04', status: 'differs', findingCount: 2, ...sold }],
      },
    ]);
    expect(await read(`&limit=2&cursor=${first.nextCursor}`)).toMatchObject({
      items: [{ branchCode: 'B3', days: [] }],
      nextCursor: null,
    });
    expect((await read('&status=differs')).items.map(({ branchCode }) => branchCode)).toEqual(['B2']);
    expect((await read('&branch=B1')).items.map(({ branchCode }) => branchCode)).toEqual(['B1']);
    await api.call('DELETE', '/api/branches/B1');
    expect((await read()).items.map(({ branchCode }) => branchCode)).toEqual(['B2', 'B3']);
  });

  it.each([
    ['from=2026-11-05&to=2026-11-01', 'to'],
    ['from=2026-01-01&to=2026-11-01', 'to'],
    ['to=2026-11-01', 'from'],
  ])('is no map of %s', async (query, field) => {
    const api = await anApi();
    const answer = await api.call('GET', `/api/reconciliation/map?${query}`);
    expect(answer.json()).toMatchObject({ status: 400, errors: [{ field }] });
  });

  it('missing is received by one call, and with reimport what was deleted as well', async () => {
    const api = await anApi();
    const branchId = await aBranch(api, 'B1');
    await aDay(api, branchId, '2026-11-03', ['missing', 'cancelled', 'missing'], 10);
    await aDay(api, branchId, '2026-11-04', ['deleted', 'missing'], 20);
    await aDay(api, branchId, '2026-11-05', ['missing'], 30);
    const receive = async (body: unknown, key = 'k1') => {
      const headers = { 'idempotency-key': key };
      const answer = await api.call('POST', '/api/branches/B1/reconciliation/receive', { as: 'operator', body, headers });
      return receiveMissingAcceptedSchema.parse(answer.json());
    };
    const days = { from: '2026-11-03', to: '2026-11-04' };
    const { runIds, orders: count } = await receive(days);
    expect([runIds.length, count]).toEqual([1, 3]);
    expect(await receive(days)).toEqual({ runIds, orders: 3 });
    await api.database.db.delete(reconcileFindings).where(eq(reconcileFindings.remoteId, 12));
    expect(await receive(days)).toEqual({ runIds, orders: 3 });
    const again = await receive({ ...days, reimport: true }, 'k2');
    const requests = (await api.database.db.select().from(runs).orderBy(runs.id)).map(({ request }) => request);
    expect(requests).toEqual([{ orderIds: [10, 12, 21] }, { orderIds: [10, 20, 21], reimport: true }]);
    for (const request of requests) expect(receiveRequestSchema.safeParse(request).success).toBe(true);
    expect(again.orders).toBe(3);
    expect(await receive({ from: '2026-10-01', to: '2026-10-31' }, 'k3')).toEqual({ runIds: [], orders: 0 });
    expect(await api.database.db.$count(audit, eq(audit.action, 'branch.receive'))).toBe(2);
  });

  it('reimport is taken with orders that are named, and with nothing else', async () => {
    const api = await anApi();
    await aBranch(api, 'B1');
    const receive = (body: unknown) => api.call('POST', '/api/branches/B1/receive', { body });
    expect((await receive({ orderIds: [1], reimport: true })).statusCode).toBe(202);
    expect((await receive({ reimport: true })).json()).toMatchObject({ status: 422, errors: [{ field: 'reimport' }] });
    expect((await receive({ orderIds: [1], reimport: false })).json()).toMatchObject({ errors: [{ field: 'reimport' }] });
  });
});

describe('an order', () => {
  it.each([
    [19, 'https://odoo.example/odoo/sales/5'],
    [18, 'https://odoo.example/odoo/sales/5'],
    [16, 'https://odoo.example/web#id=5&model=sale.order&view_type=form'],
  ])('tells how it stood in central and opens there, in Odoo %d', async (major, centralUrl) => {
    const api = await anApi();
    const branchId = await aBranch(api, 'B1');
    const row = { branchId, orderedAt: new Date(), currency: 'USD', posTotal: '1', status: 'imported' as const };
    const states = [null, 'sale', 'deleted'] as const;
    for (const [index, centralState] of states.entries()) {
      const centralSeenAt = centralState === null ? null : new Date();
      const number = { identity: `o${index}`, remoteId: index + 1, posReference: `o${index}`, centralId: 5 };
      await api.database.db.insert(orders).values({ id: uuidv7(), ...row, ...number, centralState, centralSeenAt });
    }
    const read = async (query = '') => orderPageSchema.parse((await api.call('GET', `/api/orders${query}`)).json()).items;
    expect((await read()).map(({ centralUrl: url }) => url)).toEqual([null, null, null]);
    await withCentralOf(api, major);
    expect((await read()).map(({ centralState, centralUrl: url }) => [centralState, url])).toEqual([
      ['deleted', null],
      ['sale', centralUrl],
      [null, centralUrl],
    ]);
    expect(await read('?centralState=sale')).toMatchObject([{ centralState: 'sale', remoteId: 2 }]);
  });
});
