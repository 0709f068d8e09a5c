import { behaviourOf } from '../models/behaviours.ts';
import type { Environment } from './environment.ts';
import { missingRecord } from './fault.ts';

/** Deletes records, the lines that live with them, and their external ids. */
export function unlinkRecords(env: Environment, model: string, ids: readonly number[]): void {
  const { database, transaction } = env;
  const table = database.table(model);
  for (const id of ids) {
    const row = table.get(id);
    if (!row) throw missingRecord(model, id, env.uid);
    for (const field of database.model(model).fields.values()) {
      if (field.inverse === null || field.relation === null || !behaviourOf(model).owns?.includes(field.name)) continue;
      unlinkRecords(env, field.relation, [...database.table(field.relation).idsWhere(field.inverse, id)]);
    }
    forgetExternalIds(env, model, id);
    transaction.delete(table, row);
    behaviourOf(model).afterUnlink?.(env, row);
  }
}

function forgetExternalIds(env: Environment, model: string, id: number): void {
  const externalIds = env.database.table('ir.model.data');
  for (const dataId of [...externalIds.idsWhere('res_id', id)]) {
    const row = externalIds.get(dataId);
    if (row?.['model'] === model) env.transaction.delete(externalIds, row);
  }
}
