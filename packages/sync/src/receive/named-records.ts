import type { MappedModel, NamedRecord, RecordKeys } from '@branch-sync/db';
import type { PosOrder } from './pos-order.ts';

/**
 * What a run's orders name of the branch: products, taxes, customers, payment methods, units and cashiers, each told once a run and once more
 * where its name changes. People map by it, without anybody asking the branch.
 */
export interface NamedRecords {
  /** What a record can be recognized by, and its name where orders do not tell it (a tax); for whoever has read it. */
  describe(model: MappedModel, remoteId: number, keys: RecordKeys, name?: string): void;
  /** Notes what a page's orders name. */
  note(orders: readonly PosOrder[]): void;
  /** What is new since the last call. */
  take(): NamedRecord[];
}

export function createNamedRecords(): NamedRecords {
  const names = new Map<string, string>();
  const described = new Map<string, { readonly keys: RecordKeys; readonly name: string | undefined }>();
  let news = new Map<string, NamedRecord>();

  function see(model: MappedModel, remoteId: number, nameInOrder: string | null): void {
    const key = `${model} ${remoteId}`;
    const known = described.get(key);
    const name = known?.name ?? nameInOrder;
    if (name === null || name === '' || remoteId <= 0 || names.get(key) === name) return;
    names.set(key, name);
    news.set(key, { model, remoteId, name, keys: known?.keys ?? null });
  }

  return {
    describe(model, remoteId, keys, name) {
      described.set(`${model} ${remoteId}`, { keys, name });
    },

    note(orders) {
      for (const { customer, cashier, lines, payments } of orders) {
        if (customer !== null) see('res.partner', customer.id, customer.name);
        if (cashier !== null) see('res.users', cashier.id, cashier.name);
        for (const { method } of payments) see('pos.payment.method', method.id, method.name);
        for (const { product, unit, taxIds } of lines) {
          see('product.product', product.id, product.name);
          if (unit !== null) see('uom.uom', unit.id, unit.name);
          for (const id of taxIds) see('account.tax', id, null);
        }
      }
    },

    take() {
      const taken = [...news.values()];
      news = new Map();
      return taken;
    },
  };
}
