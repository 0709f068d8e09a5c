import { integer } from '@branch-sync/odoo';
import type { OpenModel } from './open-model.ts';
import type { PlanContext } from './push-context.ts';
import { type PushKey, shapeOf } from './push-model.ts';

/** So many keys come in one call. */
const scanPageSize = 5_000;

/** The branch's records by a key that is written in many ways. */
export type KeyScan = (model: OpenModel, key: PushKey) => Promise<ReadonlyMap<string, readonly number[]>>;

/** Goes through a model's keys once, when they are first asked for, and keeps ids alone. Throws `OdooError`. */
export function createKeyScan({ branchClient, signal }: Pick<PlanContext, 'branchClient' | 'signal'>): KeyScan {
  const scans = new Map<string, Promise<ReadonlyMap<string, readonly number[]>>>();

  async function scan(model: OpenModel, key: PushKey, field: string): Promise<ReadonlyMap<string, readonly number[]>> {
    const found = new Map<string, number[]>();
    const pages = branchClient.searchReadPages(
      model.model,
      { ...shapeOf(key.fields), id: integer() },
      { domain: [[field, '!=', false], ...model.remoteDomain], pageSize: scanPageSize, context: { active_test: false }, signal },
    );
    for await (const page of pages) {
      for (const row of page) {
        const text = key.of(row);
        if (text !== null) found.set(text, [...(found.get(text) ?? []), row.id]);
      }
    }
    return found;
  }

  return async (model, key) => {
    if (key.scannedBy === undefined) return new Map();
    const name = `${model.model} ${key.name}`;
    const begun = scans.get(name) ?? scan(model, key, key.scannedBy);
    scans.set(name, begun);
    return begun;
  };
}
