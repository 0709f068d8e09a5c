import { failurePageSchema, orderPageSchema, runPageSchema } from '@branch-sync/contract';
import { branches, failures, orders, runs } from '@branch-sync/db';
import { uuidv7, V7Generator } from 'uuidv7';
import { beforeEach, describe, expect, it } from 'vitest';
import { aBranchInput, anApi, type TestApi } from './an-api.ts';

interface Listed {
  readonly items: Record<string, unknown>[];
  readonly nextCursor: string | null;
}

async function read(api: TestApi, path: string): Promise<Listed> {
  const answer = await api.call('GET', path, { as: 'viewer' });
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<Listed>();
}

/** Every page of a list, one after the other. */
async function readAll(api: TestApi, path: string, limit: number): Promise<{ items: Record<string, unknown>[]; pages: number }> {
  const items: Record<string, unknown>[] = [];
  let cursor = '';
  for (let pages = 1; ; pages += 1) {
    const page = await read(api, `${path}${path.includes('?') ? '&' : '?'}limit=${limit}${cursor}`);
    items.push(...page.items);
    if (page.nextCursor === null) return { items, pages };
    cursor = `&cursor=${page.nextCursor}`;
  }
}

const uuidv7At = (ms: number) => new V7Generator().generateOrResetCore(ms, 10_000).toString();

async function twoBranches(api: TestApi): Promise<Record<'B1' | 'B2', string>> {
  for (const code of ['B1', 'B2']) await api.call('POST', '/api/branches', { body: aBranchInput({ code }) });
  const rows = await api.database.db.select().from(branches);
  return { B1: rows.find(({ code }) => code === 'B1')?.id ?? '', B2: rows.find(({ code }) => code === 'B2')?.id ?? '' };
}

function anOrder(branchId: string, number: number, given: Partial<typeof orders.$inferInsert> = {}): typeof orders.$inferInsert {
  return {
    id: uuidv7(),
    branchId,
    identity: `order-${number}`,
    uuid: `0000000${number}-aaaa-4aaa-8aaa-aaaaaaaaaaaa`,
    remoteId: number,
    posReference: `260-1-00000${number}`,
    status: 'imported',
    orderedAt: new Date(Date.UTC(2026, 10, 20, number)),
    currency: 'EUR',
    centralId: 100 + number,
    centralName: `S0010${number}`,
    posTotal: '12.50',
    centralTotal: '12.50',
    ...given,
  };
}

describe('lists', () => {
  let api: TestApi;
  let ids: Record<'B1' | 'B2', string>;
  beforeEach(async () => {
    api = await anApi();
    ids = await twoBranches(api);
  });

  it('come page by page, each entry once, whatever the page’s length', async () => {
    const made = Array.from({ length: 7 }, (_, index) => anOrder(ids.B1, index + 1));
    await api.database.db.insert(orders).values(made);
    const newestFirst = made.map(({ id }) => id).toReversed();
    for (const [limit, pages] of [
      [1, 7],
      [3, 3],
      [7, 1],
      [50, 1],
    ] as const) {
      const all = await readAll(api, '/api/orders', limit);
      expect(all.items.map(({ id }) => id)).toEqual(newestFirst);
      expect(all.pages).toBe(pages);
    }
  });

  it('lose and repeat nothing when entries are added while they are read', async () => {
    const made = Array.from({ length: 4 }, (_, index) => anOrder(ids.B1, index + 1));
    await api.database.db.insert(orders).values(made);
    const first = await read(api, '/api/orders?limit=2');
    await api.database.db.insert(orders).values(anOrder(ids.B1, 9));
    const second = await read(api, `/api/orders?limit=2&cursor=${first.nextCursor}`);
    expect([...first.items, ...second.items].map(({ remoteId }) => remoteId)).toEqual([4, 3, 2, 1]);
  });

  it('of branches go by code', async () => {
    await api.call('POST', '/api/branches', { body: aBranchInput({ code: 'A-1' }) });
    const all = await readAll(api, '/api/branches', 1);
    expect(all.items.map(({ code }) => code)).toEqual(['A-1', 'B1', 'B2']);
  });

  it('of the ledger are narrowed by each filter', async () => {
    await api.database.db
      .insert(orders)
      .values([
        anOrder(ids.B1, 1),
        anOrder(ids.B1, 2, { flag: 'total.differs', centralTotal: '12.51' }),
        anOrder(ids.B1, 3, { status: 'failed', centralId: null, centralName: null, centralTotal: null }),
        anOrder(ids.B2, 4, { posReference: '100%_off', customerId: 95, posTotal: '-7.00', centralTotal: '-7.00' }),
      ]);
    const found = async (query: string) => (await read(api, `/api/orders?${query}`)).items.map(({ remoteId }) => remoteId);
    expect(await found('branch=B2')).toEqual([4]);
    expect(await found('branch=B9')).toEqual([]);
    expect(await found('status=failed')).toEqual([3]);
    expect(await found('flagged=true')).toEqual([2]);
    expect(await found('flagged=false&status=imported')).toEqual([4, 1]);
    expect(await found('flag=total.differs')).toEqual([2]);
    expect(await found('flag=total.tax_rate')).toEqual([]);
    expect(await found('q=260-1')).toEqual([3, 2, 1]);
    expect(await found('q=s00102')).toEqual([2]);
    expect(await found('q=00000003-AAAA-4aaa-8aaa-aaaaaaaaaaaa')).toEqual([3]);
    expect(await found('q=100%25')).toEqual([4]);
    expect(await found('q=%25')).toEqual([4]);
    expect(await found('q=260_1')).toEqual([]);
    expect(await found('customer=95')).toEqual([4]);
    expect(await found('customer=9')).toEqual([]);
    expect(await found('amount=12.5')).toEqual([3, 2, 1]);
    expect(await found('amount=-7')).toEqual([4]);
    expect(await found('amount=7')).toEqual([]);
    expect(await found('from=2026-11-20T02:00:00Z&to=2026-11-20T04:00:00Z')).toEqual([3, 2]);
    expect(await found('from=2026-11-20T05:00:00%2B01:00')).toEqual([4]);
  });

  it('of the ledger tell money as decimal strings, and what is to be looked at', async () => {
    await api.database.db.insert(orders).values(anOrder(ids.B1, 1, { posTotal: '-0.10', centralTotal: '-0.12' }));
    const flagged = { flag: 'total.differs', flagMessage: 'Order 2 is 0.01 USD off in central.' };
    await api.database.db.insert(orders).values(anOrder(ids.B1, 2, flagged));
    const [other, order] = orderPageSchema.parse(await read(api, '/api/orders')).items;
    expect(other).toMatchObject({ ...flagged, flagFix: expect.stringContaining('correct it before it is confirmed') });
    expect(order).toMatchObject({
      customerId: null,
      flag: null,
      flagFix: null,
      posTotal: '-0.10',
      centralTotal: '-0.12',
      difference: '-0.02',
      branchCode: 'B1',
    });
    expect(Object.keys(order ?? {})).not.toContain('identity');
  });

  it('of runs are narrowed by each filter', async () => {
    const aRun = (branchId: string, given: Partial<typeof runs.$inferInsert> = {}) => {
      return { id: uuidv7(), branchId, kind: 'receive', trigger: 'manual', ...given } as const;
    };
    const error = { code: 'branch.dns', message: 'm', fix: 'f' };
    const over = { finishedAt: new Date(), startedAt: new Date(), attempts: 1 };
    await api.database.db
      .insert(runs)
      .values([
        aRun(ids.B1, { status: 'succeeded', ...over, seen: 3, imported: 2, alreadyThere: 1 }),
        aRun(ids.B1, { status: 'failed', error, ...over }),
        aRun(ids.B2, { kind: 'push', trigger: 'schedule' }),
      ]);
    const found = async (query: string) => runPageSchema.parse(await read(api, `/api/runs?${query}`)).items;
    expect((await found('branch=B1')).map(({ status }) => status)).toEqual(['failed', 'succeeded']);
    expect(await found('kind=push')).toMatchObject([{ branchCode: 'B2' }]);
    expect(await found('status=failed')).toMatchObject([{ error }]);
    expect(await found('status=succeeded')).toMatchObject([{ counts: { seen: 3, imported: 2, alreadyThere: 1 } }]);
    expect(await found('trigger=schedule')).toMatchObject([{ branchCode: 'B2', kind: 'push' }]);
    expect(await found('trigger=retry')).toEqual([]);
  });

  it('of runs are those that are named', async () => {
    const asked = { trigger: 'manual' } as const;
    const rows = [
      { id: uuidv7(), branchId: ids.B1, kind: 'receive', ...asked },
      { id: uuidv7(), branchId: ids.B2, kind: 'push', ...asked },
      { id: uuidv7(), branchId: ids.B2, kind: 'reconcile', ...asked },
    ] as const;
    const [first, , third] = await api.database.db
      .insert(runs)
      .values([...rows])
      .returning();
    const named = `ids=${first?.id},${third?.id},${uuidv7()}`;
    const found = async (query: string) => runPageSchema.parse(await read(api, `/api/runs?${query}`)).items;
    expect((await found(named)).map(({ id }) => id)).toEqual([third?.id, first?.id]);
    expect(await found(`${named}&branch=B2`)).toMatchObject([{ kind: 'reconcile' }]);
    const again = await api.call('GET', '/api/runs?ids=1,2');
    expect(again.json()).toMatchObject({ status: 400, errors: [{ field: 'ids.0' }, { field: 'ids.1' }] });
  });

  it('of runs are those of a stretch of time, by when they were asked for', async () => {
    const moments = ['2026-11-18T08:00:00Z', '2026-11-20T08:00:00Z', '2026-11-20T09:00:00Z', '2026-11-22T08:00:00Z'];
    const rows = moments.map((moment, index) => {
      const createdAt = new Date(moment);
      // Made by a process whose clock is some seconds off.
      const id = uuidv7At(createdAt.getTime() + (index % 2 === 0 ? 5_000 : -5_000));
      return { id, branchId: ids.B1, kind: 'push', trigger: 'manual', createdAt, request: { index } } as const;
    });
    await api.database.db.insert(runs).values(rows);
    const found = async (query: string) =>
      runPageSchema.parse(await read(api, `/api/runs?${query}`)).items.map(({ request }) => request['index']);
    expect(await found('from=2026-11-20T08:00:00Z&to=2026-11-20T09:00:00Z')).toEqual([1]);
    expect(await found('from=2026-11-20T09:00:00%2B01:00')).toEqual([3, 2, 1]);
    expect(await found('to=2026-11-20T08:00:00.001Z')).toEqual([1, 0]);
    expect(await found('from=0000-01-01T00:00:00Z&to=9999-12-31T23:59:59Z')).toEqual([3, 2, 1, 0]);
    expect(await found('from=2026-11-23T00:00:00Z')).toEqual([]);
    const again = await api.call('GET', '/api/runs?from=yesterday');
    expect(again.json()).toMatchObject({ status: 400, errors: [{ field: 'from' }] });
  });

  it('of failures are narrowed by each filter, and one is read by its id', async () => {
    const aFailure = (branchId: string, remoteId: number, given: Partial<typeof failures.$inferInsert> = {}) => {
      const words = { code: 'product.not_found', class: 'permanent', message: 'm', fix: 'f', fingerprint: 'product 7' } as const;
      return { id: uuidv7(), branchId, kind: 'receive', ...words, remoteModel: 'pos.order', remoteId, ...given } as const;
    };
    await api.database.db
      .insert(failures)
      .values([
        aFailure(ids.B1, 1, { payload: { lines: [{ product: 'P191' }] } }),
        aFailure(ids.B1, 2, { code: 'branch.timeout', class: 'transient', status: 'retrying', message: 'No honey.' }),
        aFailure(ids.B2, 3, { status: 'resolved', resolvedAt: new Date(), centralModel: 'res.partner', centralId: 42 }),
      ]);
    const found = async (query: string) => failurePageSchema.parse(await read(api, `/api/failures?${query}`)).items;
    expect((await found('branch=B1')).map(({ remoteId }) => remoteId)).toEqual([2, 1]);
    expect((await found('code=branch.timeout')).map(({ remoteId }) => remoteId)).toEqual([2]);
    expect((await found('class=permanent')).map(({ remoteId }) => remoteId)).toEqual([3, 1]);
    expect((await found('severity=warning')).map(({ remoteId }) => remoteId)).toEqual([2]);
    expect((await found('kind=push')).map(({ remoteId }) => remoteId)).toEqual([]);
    expect((await found('q=HONEY')).map(({ remoteId }) => remoteId)).toEqual([2]);
    expect((await found('q=100%25')).map(({ remoteId }) => remoteId)).toEqual([]);
    expect(await found(`order=${uuidv7()}`)).toEqual([]);
    expect(await found('status=resolved')).toMatchObject([{ centralModel: 'res.partner', centralId: 42 }]);
    const [open] = await found('status=open');
    expect((await found(`group=${open?.group}`)).map(({ remoteId }) => remoteId)).toEqual([3, 1]);
    expect(open).toMatchObject({ remoteId: 1, branchCode: 'B1', payload: { lines: [{ product: 'P191' }] } });
    expect((await api.call('GET', `/api/failures/${open?.id}`)).json()).toEqual(open);
    expect((await api.call('GET', `/api/failures/${uuidv7()}`)).json()).toMatchObject({ status: 404, code: 'failure.not_found' });
    expect((await api.call('GET', `/api/runs/${uuidv7()}`)).json()).toMatchObject({ status: 404, code: 'run.not_found' });
  });

  it('of groups of failures go by how many there are, each group once, and tell what waits', async () => {
    const money = [1, 2, 3].map((number) => {
      const failed = { status: 'failed', centralId: null, centralName: null, centralTotal: null } as const;
      return anOrder(number === 3 ? ids.B2 : ids.B1, number, { ...failed, currency: number === 3 ? 'USD' : 'EUR' });
    });
    await api.database.db.insert(orders).values(money);
    const aFailure = (cause: string, number: number, given: Partial<typeof failures.$inferInsert> = {}) => {
      const words = {
        code: 'product.not_found',
        class: 'permanent',
        title: cause,
        message: 'm',
        fix: 'f',
        fingerprint: cause,
      } as const;
      const order = money[number - 1];
      const of = { branchId: order?.branchId ?? '', orderId: order?.id ?? null, remoteModel: 'pos.order', remoteId: number };
      return { id: uuidv7(), kind: 'receive', ...words, ...of, ...given } as const;
    };
    await api.database.db
      .insert(failures)
      .values([
        aFailure('salt', 1),
        aFailure('honey', 1, { causeModel: 'product.product', causeRemoteId: 7 }),
        aFailure('honey', 2, { causeModel: 'product.product', causeRemoteId: 7 }),
        aFailure('honey', 3, { causeModel: 'product.product', causeRemoteId: 9 }),
        aFailure('tea', 2, { status: 'resolved', resolvedAt: new Date() }),
        aFailure('jam', 3),
      ]);
    for (const [limit, pages] of [
      [1, 3],
      [2, 2],
      [50, 1],
    ] as const) {
      const all = await readAll(api, '/api/failures/groups', limit);
      expect(all.pages).toBe(pages);
      expect(all.items.map(({ title }) => title).toSorted()).toEqual(['honey', 'jam', 'salt']);
      expect(all.items[0]).toMatchObject({
        title: 'honey',
        failures: 3,
        orders: 3,
        branches: ['B1', 'B2'],
        branchCount: 2,
        amounts: expect.arrayContaining([
          { currency: 'EUR', amount: '25.00' },
          { currency: 'USD', amount: '12.50' },
        ]),
        records: [
          { branchCode: 'B1', model: 'product.product', remoteId: 7 },
          { branchCode: 'B2', model: 'product.product', remoteId: 9 },
        ],
      });
    }
    const titles = async (query: string) => (await read(api, `/api/failures/groups?${query}`)).items.map(({ title }) => title);
    expect(await titles('status=resolved')).toEqual(['tea']);
    expect((await titles('branch=B2')).toSorted()).toEqual(['honey', 'jam']);
    expect(await titles('severity=info')).toEqual([]);
    const [honey] = (await read(api, '/api/failures/groups')).items;
    expect(await titles(`group=${honey?.['group']}`)).toEqual(['honey']);
    expect(await titles(`group=${honey?.['group']}&branch=B3`)).toEqual([]);
    expect(await titles(`group=${'0'.repeat(32)}`)).toEqual([]);
    const ofHoney = await read(api, `/api/failures?group=${honey?.['group']}`);
    expect(ofHoney.items).toHaveLength(3);
    const none = await api.call('GET', `/api/failures/groups/${'0'.repeat(32)}`);
    expect(none.json()).toMatchObject({ status: 404, code: 'failure_group.not_found' });
    for (const body of [{}, { group: '0'.repeat(32), ids: [uuidv7()] }, { filter: {} }, { ids: [] }]) {
      expect((await api.call('POST', '/api/failures/retry', { body })).statusCode).toBe(422);
    }
    const unknown = await api.call('POST', '/api/failures/dismiss', { body: { ids: [uuidv7()], reason: 'No.' } });
    expect(unknown.json()).toEqual({ changed: 0, untouched: [{ reason: 'not_found', failures: 1 }] });
  });

  it('refuse the cursor of another list', async () => {
    const { nextCursor } = await read(api, '/api/branches?limit=1');
    expect(nextCursor).not.toBeNull();
    const answer = await api.call('GET', `/api/orders?cursor=${nextCursor}`);
    expect(answer.json()).toMatchObject({ status: 400, code: 'request.cursor', errors: [{ field: 'cursor' }] });
  });
});
