import type { MappedModel } from '@branch-sync/db';
import { type OdooClient, OdooError } from '@branch-sync/odoo';
import { type CentralRecord, readCentralRecords } from './central-records.ts';

/**
 * Central's records of several models, by model and id; a model that our user may not read is left out. Models are asked side by side. Throws
 * `OdooError`.
 */
export async function readRecordsOfModels(
  client: Pick<OdooClient, 'searchRead'>,
  wanted: readonly { readonly model: MappedModel; readonly centralId: number }[],
  signal: AbortSignal,
): Promise<ReadonlyMap<MappedModel, ReadonlyMap<number, CentralRecord>>> {
  const idsByModel = new Map<MappedModel, Set<number>>();
  for (const { model, centralId } of wanted) {
    const ids = idsByModel.get(model) ?? new Set();
    idsByModel.set(model, ids.add(centralId));
  }
  const found = [...idsByModel].map(async ([model, ids]) => {
    const records = await readCentralRecords(client, model, [...ids], signal).catch(nothingIfDenied);
    return records === null ? [] : [[model, records] as const];
  });
  return new Map((await Promise.all(found)).flat());
}

function nothingIfDenied(error: unknown): null {
  if (error instanceof OdooError && error.kind === 'access_denied') return null;
  throw error;
}
