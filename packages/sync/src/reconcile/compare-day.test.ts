import type { LedgerOrder } from '@branch-sync/db';
import { describe, expect, it } from 'vitest';
import { compareDay, type DayBooks, type DayDetail, needsDetail } from './compare-day.ts';
import type { CentralOrder } from './follow-orders.ts';
import { localDay } from './local-days.ts';
import { figuresOf } from './sold-figures.ts';
import type { SoldOrder } from './sold-orders.ts';

const local = localDay('2026-10-25', 'Europe/Brussels');
const noon = new Date('2026-10-25T11:00:00Z');
const nextDay = new Date('2026-10-26T11:00:00Z');

function sold(id: number, given: Partial<SoldOrder> = {}): SoldOrder {
  return {
    id,
    identity: `order-${id}`,
    name: `Shop - ${id}`,
    posReference: `260-1-${id}`,
    orderedAt: noon,
    writtenAt: noon,
    state: 'paid',
    total: '10.1',
    currency: 'EUR',
    ...given,
  };
}

function entry(id: number, given: Partial<LedgerOrder> = {}): LedgerOrder {
  return {
    id: `ledger-${id}`,
    identity: `order-${id}`,
    remoteId: id,
    posReference: `260-1-${id}`,
    status: 'imported',
    orderedAt: noon,
    currency: 'EUR',
    centralId: 1000 + id,
    centralName: `S${id}`,
    posTotal: '10.10',
    centralTotal: '10.10',
    payments: [{ remoteMethodId: 1, method: 'Cash', amount: '10.10' }],
    ...given,
  };
}

const detailOf = (orders: readonly SoldOrder[], ledger: readonly LedgerOrder[]): DayDetail => ({
  orders,
  entries: new Map(ledger.map((one) => [one.identity, one])),
  stillSold: new Set(orders.map(({ id }) => id)),
});

/** A day that is over and received, as both sides have it; every imported order is a draft of its recorded total. */
function books(orders: readonly SoldOrder[], ledger: readonly LedgerOrder[], given: Partial<DayBooks> = {}): DayBooks {
  const figures = figuresOf(orders, [local]).get(local.day);
  const draft = ({ id, centralName: name, centralTotal: total }: LedgerOrder): [string, CentralOrder] => [
    id,
    { state: 'draft', name, total },
  ];
  return {
    local,
    sold: figures,
    ledger,
    central: new Map(ledger.filter(({ status }) => status === 'imported').map(draft)),
    strays: [],
    payments: undefined,
    detail: needsDetail(figures, ledger) ? detailOf(orders, ledger) : null,
    failures: new Map(),
    receivedUntil: nextDay,
    now: nextDay,
    ...given,
  };
}

const kindsOf = ({ findings }: ReturnType<typeof compareDay>) => findings.map(({ kind }) => kind);

describe('a day', () => {
  it('agrees where counts and totals do, and asks for no single order', () => {
    const orders = [sold(1), sold(2, { total: '-3' }), sold(3, { state: 'done', total: '0.2' })];
    const ledger = [entry(1), entry(2, { posTotal: '-3.00' }), entry(3, { posTotal: '0.20' })];
    const agreeing = books(orders, ledger);
    expect(agreeing.detail).toBeNull();
    expect(compareDay(agreeing)).toMatchObject({
      status: 'agrees',
      findingCount: 0,
      figures: {
        currency: 'EUR',
        branch: { sold: { orders: 3, total: '7.3' }, refunds: { orders: 1, total: '-3' } },
        ledger: { known: { orders: 3, total: '7.3' }, refunds: { orders: 1, total: '-3' } },
      },
    });
  });

  it('of nothing agrees', () => {
    expect(compareDay(books([], []))).toMatchObject({ status: 'agrees', figures: { currency: null, toCome: 0 } });
  });

  it.each([
    ['goes on', { now: noon }],
    ['is not passed by receive', { receivedUntil: new Date(local.end.getTime() - 1) }],
  ])('is provisional while it %s', (_, given) => {
    expect(compareDay(books([sold(1)], [entry(1)], given)).status).toBe('not_yet');
  });

  it('waits for what was written since the last receive, and only for that', () => {
    const late = sold(2, { writtenAt: nextDay });
    expect(compareDay(books([sold(1), late], [entry(1)]))).toMatchObject({ status: 'not_yet', figures: { toCome: 1 } });
    const both = compareDay(books([sold(1), late, sold(3)], [entry(1)]));
    expect(both).toMatchObject({ status: 'differs', findingCount: 1, figures: { toCome: 1 } });
    expect(both.findings).toMatchObject([{ kind: 'missing', remoteId: 3, posTotal: '10.1', currency: 'EUR', orderId: null }]);
  });

  it('is looked into where one refund has taken the place of one sale', () => {
    expect(compareDay(books([sold(1, { total: '-10.10' })], [entry(1)])).findings).toMatchObject([
      { kind: 'changed', posTotal: '-10.10', ledgerTotal: '10.10', centralTotal: '10.10' },
    ]);
  });

  it('tells why an order could not come in', () => {
    const failures = new Map([['ledger-1', { code: 'product.not_found', message: 'P191 is not known in central.' }]]);
    const failed = entry(1, { status: 'failed', centralId: null, centralName: null, centralTotal: null });
    const { findings } = compareDay(books([sold(1)], [failed], { failures }));
    expect(findings).toMatchObject([{ kind: 'missing', failureCode: 'product.not_found', orderId: 'ledger-1' }]);
    expect(findings[0]?.message).toContain('P191 is not known');
  });

  it('takes neither agreed cents, nor a confirmed order, nor a copy that another branch brought in for a difference', () => {
    const flagged = entry(1, { centralTotal: '10.12' });
    const copy = entry(2, { status: 'skipped' });
    const central = new Map<string, CentralOrder>([['ledger-1', { state: 'sale', name: 'S1', total: '10.12' }]]);
    expect(compareDay(books([sold(1), sold(2)], [flagged, copy], { central })).status).toBe('agrees');
  });

  it.each([
    ['deleted', { state: 'deleted', name: null, total: null }],
    ['cancelled', { state: 'cancelled', name: 'S1', total: '99' }],
    ['changed', { state: 'draft', name: 'S1', total: '10.11' }],
  ] as const)('tells that a Sales Order was %s', (kind, there) => {
    const day = compareDay(books([sold(1)], [entry(1)], { central: new Map([['ledger-1', there]]) }));
    expect(day.findings).toMatchObject([{ kind, centralId: 1001, ledgerTotal: '10.10', centralTotal: there.total }]);
  });

  it('knows nothing of a Sales Order that is hidden from us', () => {
    expect(compareDay(books([sold(1)], [entry(1)], { central: new Map() })).status).toBe('agrees');
  });

  it('tells what is in central and no longer sold, once', () => {
    expect(kindsOf(compareDay(books([], [entry(1)])))).toEqual(['surplus']);
    const elsewhere = { ...detailOf([], [entry(1)]), stillSold: new Set([1]) };
    expect(kindsOf(compareDay(books([], [entry(1)], { detail: elsewhere })))).toEqual([]);
  });

  it('tells of a double, of one made by hand before its time, and of one that nobody sold', () => {
    const own = { day: local.day, centralId: 5, name: 'S5', total: '10.10', currency: 'EUR' };
    const strays = [
      { ...own, order: sold(1), entry: entry(1) },
      { ...own, order: sold(2), entry: null },
      { ...own, order: null, entry: null },
    ];
    const { findings } = compareDay(books([sold(1)], [entry(1)], { strays }));
    expect(findings.map(({ kind, remoteId, centralId }) => [kind, remoteId, centralId])).toEqual([
      ['doubled', 1, 5],
      ['surplus', 2, 5],
      ['surplus', null, 5],
    ]);
  });

  it('tells that an order was paid in another way, though nothing else has changed', () => {
    const byCard = [{ remoteMethodId: 2, method: 'Card', total: '10.10' }];
    const byCash = [
      { remoteMethodId: 1, method: 'Cash', total: '4.10' },
      { remoteMethodId: 1, method: 'Cash', total: '6' },
    ];
    const of = (paid: typeof byCard) => ({ branch: paid, ledger: [], branchByOrder: new Map([[1, paid]]) });
    expect(kindsOf(compareDay(books([sold(1)], [entry(1)], { payments: of(byCard) })))).toEqual(['changed']);
    expect(kindsOf(compareDay(books([sold(1)], [entry(1)], { payments: of(byCash) })))).toEqual([]);
  });
});
