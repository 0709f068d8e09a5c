import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { numberOf, type Row, textOf, type WireStruct } from '../orm/value.ts';
import { recordedBranch } from '../recordings/recorded-databases.ts';
import { type OdooSim, startOdooSim } from '../sim.ts';
import { type Call, callerOf } from '../testing/rpc-client.ts';

let sim: OdooSim;
let call: Call;
beforeAll(async () => {
  sim = await startOdooSim({ databases: [recordedBranch(1)] });
  call = callerOf(sim, sim.database('branch1'));
});
afterAll(() => sim.close());

const PAID = [['state', '=', 'paid']];

function byDay(shiftHours: number): Map<string, { count: number; total: number }> {
  const days = new Map<string, { count: number; total: number }>();
  const paid = sim
    .database('branch1')
    .records('pos.order')
    .filter((order: Row) => order['state'] === 'paid');
  for (const order of paid) {
    const utc = Date.parse(`${textOf(order, 'date_order').replace(' ', 'T')}Z`);
    const day = new Date(utc + shiftHours * 3_600_000).toISOString().slice(0, 10);
    const { count, total } = days.get(day) ?? { count: 0, total: 0 };
    days.set(day, { count: count + 1, total: Math.round((total + numberOf(order, 'amount_total')) * 100) / 100 });
  }
  return days;
}

describe('sums by day', () => {
  it.each([
    ['UTC', 0],
    ['Europe/Brussels', 1],
    ['Asia/Tokyo', 9],
  ])('formatted_read_group cuts days in %s', async (tz, shiftHours) => {
    const groups = (await call('pos.order', 'formatted_read_group', [PAID, ['date_order:day'], ['__count', 'amount_total:sum']], {
      context: { tz },
    })) as WireStruct[];
    const expected = [...byDay(shiftHours)].sort(([a], [b]) => a.localeCompare(b)).map(([, sums]) => sums);
    expect(groups.map((group) => ({ count: group['__count'], total: group['amount_total:sum'] }))).toEqual(expected);
  });

  it('__extra_domain finds the orders of the group again', async () => {
    const groups = (await call('pos.order', 'formatted_read_group', [PAID, ['date_order:day'], ['__count']])) as WireStruct[];
    for (const group of groups) {
      const domain = Array.isArray(group['__extra_domain']) ? group['__extra_domain'] : [];
      expect(await call('pos.order', 'search_count', [[...PAID, ...domain]])).toBe(group['__count']);
    }
  });

  it('read_group with lazy=False answers as well', async () => {
    const groups = (await call('pos.order', 'read_group', [PAID, ['amount_total:sum'], ['date_order:day']], {
      lazy: false,
      context: { tz: 'UTC' },
    })) as WireStruct[];
    expect(groups.map((group) => [group['__count'], group['amount_total']])).toEqual(
      [...byDay(0)].sort(([a], [b]) => a.localeCompare(b)).map(([, sums]) => [sums.count, sums.total]),
    );
  });

  it('groups by a relation, named', async () => {
    const groups = (await call('pos.order', 'formatted_read_group', [PAID, ['user_id'], ['__count']])) as WireStruct[];
    expect(groups.map((group) => group['user_id'])).toEqual([
      [6, 'Cashier One'],
      [7, 'Cashier Two'],
      [8, 'Cashier Three'],
    ]);
    expect(groups.reduce((sum, group) => sum + Number(group['__count']), 0)).toBe(352);
  });
});

describe('sums of 16', () => {
  it('name a day by its label, tell its bounds in UTC beside, and know nothing of the newer call', async () => {
    const branch = recordedBranch(1, 'old', { version: 16 });
    const old = await startOdooSim({ databases: [branch] });
    onTestFinished(() => old.close());
    const callOld = callerOf(old, branch);
    const groups = (await callOld('pos.order', 'read_group', [PAID, ['amount_total:sum'], ['date_order:day', 'state']], {
      lazy: false,
      context: { tz: 'Europe/Brussels' },
    })) as WireStruct[];
    expect(groups[1]).toMatchObject({
      'date_order:day': '19 Nov 2026',
      state: 'paid',
      __range: { 'date_order:day': { from: '2026-11-18 23:00:00', to: '2026-11-19 23:00:00' } },
    });
    await expect(callOld('pos.order', 'formatted_read_group', [PAID, ['state'], ['__count']])).rejects.toThrow(/does not exist/);
  });
});

describe('what is not stored', () => {
  it.each([
    ['currency_id', '__count'],
    ['state', 'currency_rate:sum'],
  ])('can neither be grouped by nor summed: %s, %s', async (by, aggregate) => {
    await expect(
      call('pos.payment', 'formatted_read_group', [[], [by === 'state' ? 'payment_method_id' : by], [aggregate]]),
    ).rejects.toThrow(/not stored/);
  });
});
