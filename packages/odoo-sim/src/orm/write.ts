import { behaviourOf } from '../models/behaviours.ts';
import { writeChildren } from './children.ts';
import type { Draft } from './draft.ts';
import type { Environment } from './environment.ts';
import { missingRecord } from './fault.ts';
import type { Row } from './value.ts';

/** Writes the same draft on each record. Throws `MissingError` for an id that does not exist, before anything is written. */
export function writeRecords(env: Environment, model: string, ids: readonly number[], draft: Draft): void {
  const table = env.database.table(model);
  const behaviour = behaviourOf(model);
  const rows = ids.map((id): Row => {
    const row = table.get(id);
    if (!row) throw missingRecord(model, id, env.uid);
    return row;
  });
  for (const row of rows) {
    behaviour.check?.(env, draft.values, row);
    const changes = behaviour.recompute?.(env, row, draft.values) ?? draft.values;
    env.transaction.update(table, row, { ...changes, write_uid: env.uid, write_date: env.transaction.startedAt });
    for (const { field, commands } of draft.children) writeChildren(env, model, row.id, field, commands);
    behaviour.afterChange?.(env, row);
  }
}

/** Writes computed columns: no checks, and nothing is computed from them in turn. */
export function storeComputed(
  env: Environment,
  model: string,
  row: Row,
  values: Readonly<Record<string, number | string | boolean>>,
): void {
  env.transaction.update(env.database.table(model), row, values);
}
