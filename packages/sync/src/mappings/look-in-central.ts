import type { MappedModel } from '@branch-sync/db';
import { type OdooClient, OdooError } from '@branch-sync/odoo';
import { type ConnectionDeps, centralClient } from '../connections/open-connection.ts';
import { describeOdooError } from '../failures/describe-odoo-error.ts';
import { RunStoppedError } from '../runs/run-stopped-error.ts';
import { type CentralRecord, readCentralRecords } from './central-records.ts';

/** What a look into central gave, or in words why there was none. */
export type Look<T> = { readonly seen: T } | { readonly unseen: string };

/** Does something with central that a request waits for: `signal` bounds it. Central that is not set, or does not answer, is no error here. */
export async function lookInCentral<T>(deps: ConnectionDeps, look: (client: OdooClient) => Promise<T>): Promise<Look<T>> {
  try {
    const { client } = await centralClient(deps);
    try {
      return { seen: await look(client) };
    } finally {
      await client.close();
    }
  } catch (error) {
    if (error instanceof RunStoppedError) return { unseen: error.description.message };
    if (error instanceof OdooError) return { unseen: describeOdooError(error, { side: 'central', branchCode: null }).message };
    throw error;
  }
}

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
