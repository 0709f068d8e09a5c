import type { LoadMessage, LoadResult } from '@branch-sync/odoo';
import { OdooError } from '@branch-sync/odoo';
import { describe, expect, it } from 'vitest';
import { anOdoo19Dialect } from '../../../../test/harness/dialects.ts';
import { aPosOrder, aResolvedOrder } from '../../../../test/harness/pos-orders.ts';
import { namedRecords } from '../loading/load-records.ts';
import { loadOrders } from './load-orders.ts';

const call = { host: 'central.example', database: 'central', model: 'sale.order', method: 'load' };
const orders = (count: number) => Array.from({ length: count }, (_, index) => aResolvedOrder(aPosOrder({ id: index + 1 })));

/** A central that answers as told; each answer sees the external ids of the batch. */
function centralThat(answer: (externalIds: readonly string[], nthCall: number) => LoadResult) {
  const calls: (readonly string[])[] = [];
  const context = {
    branch: {
      code: 'B1',
      name: 'Harbour',
      defaultCustomerId: 1095,
      defaultSalespersonId: 1007,
      warehouseId: null,
      pricelistId: null,
      companyId: null,
    },
    centralDialect: anOdoo19Dialect(),
    centralClient: {
      connection: { url: 'https://central.example', database: 'central', login: 'sync', transport: 'auto' as const },
      load: async (_model: string, _fields: readonly string[], rows: readonly (readonly string[])[]) => {
        const ids = rows.map((row) => row[0] ?? '').filter((id) => id !== '');
        calls.push(ids);
        return answer(ids, calls.length);
      },
    },
    writers: { write: <T>(work: () => Promise<T>) => work() },
    random: () => 0,
    signal: new AbortController().signal,
  };
  return { calls, load: (batch: ReturnType<typeof orders>) => loadOrders(context, batch) };
}

const accept = (ids: readonly string[]): LoadResult => ({ ok: true, ids: ids.map((_, index) => 100 + index), messages: [] });
const message = (given: Partial<LoadMessage>): LoadMessage => ({
  type: 'error',
  message: 'No.',
  record: null,
  rows: null,
  field: null,
  fieldName: null,
  ...given,
});

describe('loadOrders', () => {
  it('loads a batch in one call', async () => {
    const central = centralThat(accept);
    const { loaded, refused } = await central.load(orders(100));
    expect([loaded.length, refused.length, central.calls.length]).toEqual([100, 0, 1]);
  });

  it('sets the named order aside, and loads its neighbours again', async () => {
    const bad = orders(100)[41]?.externalId ?? '';
    const central = centralThat((ids) => {
      const record = ids.indexOf(bad);
      const text = "No matching record found for database id '99' in field 'Customer'";
      return record < 0 ? accept(ids) : { ok: false, messages: [message({ record, field: 'partner_id', message: text })] };
    });
    const { loaded, refused } = await central.load(orders(100));
    expect([loaded.length, central.calls.length]).toEqual([99, 2]);
    expect(refused.map(({ resolved, problem }) => [resolved.externalId, problem.code])).toEqual([[bad, 'customer.gone']]);
  });

  it('finds the bad one by halving where the message names nobody', async () => {
    const bad = orders(100)[41]?.externalId ?? '';
    const central = centralThat((ids) =>
      ids.includes(bad) ? { ok: false, messages: [message({ message: 'Not on a Sunday.' })] } : accept(ids),
    );
    const { loaded, refused } = await central.load(orders(100));
    expect(loaded).toHaveLength(99);
    expect(refused.map(({ resolved, problem }) => [resolved.externalId, problem.code, problem.fingerprint])).toEqual([
      [bad, 'order.rejected', 'order.rejected Not on a Sunday.'],
    ]);
    expect(central.calls.length).toBeLessThanOrEqual(16);
  });

  it('repeats the same batch when transactions collided', async () => {
    const collision = message({ message: 'could not serialize access due to concurrent update' });
    const central = centralThat((ids, nth) => (nth < 3 ? { ok: false, messages: [collision] } : accept(ids)));
    const { loaded, refused } = await central.load(orders(3));
    expect([loaded.length, refused.length]).toEqual([3, 0]);
    expect(central.calls.map((ids) => ids.length)).toEqual([3, 3, 3]);
  });

  it('gives up as busy when they collide again and again', async () => {
    const collision = message({ message: 'could not serialize access due to concurrent update' });
    const central = centralThat(() => ({ ok: false, messages: [collision] }));
    await expect(central.load(orders(1))).rejects.toMatchObject({ kind: 'busy' });
  }, 20_000);

  it('finds an order that makes Odoo raise', async () => {
    const bad = orders(8)[5]?.externalId ?? '';
    const central = centralThat((ids) => {
      if (ids.includes(bad)) throw new OdooError('server_error', 'ZeroDivisionError: float division by zero', call);
      return accept(ids);
    });
    const { loaded, refused } = await central.load(orders(8));
    expect([loaded.length, refused.map(({ resolved }) => resolved.externalId)]).toEqual([7, [bad]]);
  });

  it('does not blame the orders when Odoo raises for every one of them', async () => {
    const central = centralThat(() => {
      throw new OdooError('server_error', 'KeyError: registry', call);
    });
    await expect(central.load(orders(100))).rejects.toMatchObject({ kind: 'server_error' });
    expect(central.calls.length).toBeLessThan(20);
  });

  it('lets trouble on the way end the attempt', async () => {
    const central = centralThat(() => {
      throw new OdooError('timeout', 'No answer within 60 s.', call, { workMayBeDone: true });
    });
    await expect(central.load(orders(2))).rejects.toMatchObject({ kind: 'timeout' });
    expect(central.calls).toHaveLength(1);
  });
});

describe('namedRecords', () => {
  it('reads whom a message means from its rows, and says once what is said twice', () => {
    const messages = [
      message({ rows: { from: 3, to: 3 }, message: 'Bad quantity.' }),
      message({ rows: { from: 2, to: 3 }, message: 'Bad quantity.' }),
      message({ record: 0, message: 'No customer.' }),
      message({ record: 9, message: 'Beyond the batch.' }),
    ];
    expect([...namedRecords(messages, [0, 0, 1, 1], 2)]).toEqual([
      [1, { text: 'Bad quantity.', field: null, error: null }],
      [0, { text: 'No customer.', field: null, error: null }],
    ]);
  });
});
