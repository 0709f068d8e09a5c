import type { Order, OrderTrack, RunBrief, TrackedFailure } from '@branch-sync/db';
import { expect, it } from 'vitest';
import { orderHistory } from './order-history.ts';

const at = (hour: number) => new Date(Date.UTC(2026, 10, 20, hour));
const receive: RunBrief = { id: 'run-1', kind: 'receive', status: 'partial' };
const reconcile: RunBrief = { id: 'run-2', kind: 'reconcile', status: 'succeeded' };
const nothing: OrderTrack = { failures: [], writtenBy: null, seenBy: null, findings: [] };

function anOrder(given: Partial<Order> = {}): Order {
  return {
    ...{ id: 'order', branchId: 'branch', identity: 'u', uuid: 'u', remoteId: 7, posReference: '260-1-7', status: 'failed' },
    ...{ orderedAt: at(1), currency: 'EUR', centralId: null, centralName: null, customerId: null, posTotal: '12.50' },
    ...{ centralTotal: null, difference: null, adjustment: null, centralState: null, centralSeenAt: null, flag: null },
    ...{ flagMessage: null, payments: [], runId: null, createdAt: at(2), updatedAt: at(2) },
    ...given,
  };
}

function aFailure(given: Partial<TrackedFailure> = {}): TrackedFailure {
  return {
    ...{
      id: 'failure',
      code: 'product.not_found',
      status: 'open',
      message: 'The product is not there.',
      title: 'Product P1 is not there',
    },
    ...{ attempts: 1, firstSeenAt: at(2), lastSeenAt: at(2), resolvedAt: null, dismissReason: null, run: receive },
    ...given,
  };
}

const told = (order: Order, track: Partial<OrderTrack>) =>
  orderHistory(order, { ...nothing, ...track }).map(({ at: when, what, text, run }) => [
    when.getUTCHours(),
    what,
    text,
    run?.id ?? null,
  ]);

it('tells of an order that was mended the first thing first', () => {
  const order = anOrder({ status: 'imported', centralId: 42, centralName: 'S00042', centralTotal: '12.50', updatedAt: at(6) });
  const failure = aFailure({ status: 'resolved', attempts: 3, lastSeenAt: at(5), resolvedAt: at(6) });
  const seen = { centralState: 'sale', centralSeenAt: at(8) } as const;
  const findings = [{ at: at(9), message: 'Somebody has changed it.', run: reconcile }];
  const track = { failures: [failure], writtenBy: { ...receive, id: 'run-3' }, seenBy: reconcile, findings };
  expect(told({ ...order, ...seen }, track)).toEqual([
    [1, 'sold', 'Sold at the till for 12.50 EUR.', null],
    // Which run it was that tried first is kept only until a later one tries.
    [2, 'tried', 'The product is not there.', null],
    [5, 'tried', 'Tried in vain 3 times by now: Product P1 is not there.', 'run-1'],
    [6, 'cured', 'No longer in the way: Product P1 is not there.', null],
    [6, 'imported', 'Came in as S00042 for 12.50 EUR.', 'run-3'],
    [8, 'seen', 'In central it is a confirmed order.', 'run-2'],
    [9, 'seen', 'Somebody has changed it.', 'run-2'],
  ]);
});

it('names the failure of each event that is about one, and the run of a single try', () => {
  const [, tried] = orderHistory(anOrder(), { ...nothing, failures: [aFailure()] });
  expect(tried).toMatchObject({ run: receive, failure: { id: 'failure', code: 'product.not_found', status: 'open' } });
});

it('says why one was dismissed', () => {
  const failure = aFailure({ status: 'dismissed', resolvedAt: at(4), dismissReason: 'a test of the till' });
  expect(told(anOrder(), { failures: [failure] })).toContainEqual([
    4,
    'dismissed',
    'Dismissed: Product P1 is not there. “a test of the till”',
    null,
  ]);
});

it('knows what another branch has brought, and what central does not show', () => {
  const skipped = anOrder({ status: 'skipped', centralId: 42, centralName: null });
  expect(told(skipped, {})).toContainEqual([
    2,
    'tried',
    'Left as it is: another branch has brought it in before, as Sales Order #42.',
    null,
  ]);
  const unseen = anOrder({ status: 'imported', centralId: 42, centralName: 'S1' });
  expect(told(unseen, {})).toContainEqual([2, 'imported', 'Came in as S1.', null]);
});
