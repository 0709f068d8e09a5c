import { remoteFields } from './match-records.ts';
import type { OpenModel } from './open-model.ts';
import type { PlanContext } from './push-context.ts';
import type { OdooRow } from './push-model.ts';
import { readRows } from './read-rows.ts';

/** The branch's records of these ids, archived or not, by id. Throws `OdooError`. */
export async function readRemoteRecords(
  { branchClient, signal }: PlanContext,
  model: OpenModel,
  ids: readonly number[],
): Promise<ReadonlyMap<number, OdooRow>> {
  if (ids.length === 0) return new Map();
  const rows = await readRows(branchClient, model.model, remoteFields(model), {
    domain: [['id', 'in', [...ids]]],
    order: 'id',
    context: { active_test: false, display_default_code: false },
    signal,
  });
  return new Map(rows.map((row) => [row.id, row]));
}
