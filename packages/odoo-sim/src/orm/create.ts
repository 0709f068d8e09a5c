import { behaviourOf } from '../models/behaviours.ts';
import { writeChildren } from './children.ts';
import { REQUIRED_PREFIX } from './dialect.ts';
import type { Draft } from './draft.ts';
import type { Environment } from './environment.ts';
import { OdooFault } from './fault.ts';
import { isSet, type Row, type Values } from './value.ts';

/**
 * Creates a record with its children and gives its id. `isPartOfParent`: it is made together with the record it belongs to,
 * which computes its own totals once, after the last child. Throws Odoo's faults for what a model refuses.
 */
export function createRecord(env: Environment, model: string, draft: Draft, isPartOfParent = false): number {
  const behaviour = behaviourOf(model);
  const table = env.database.table(model);
  const id = table.nextId();
  const values = behaviour.complete?.(env, draft.values, id) ?? draft.values;
  checkRequired(env, model, behaviour.required ?? [], values);
  behaviour.check?.(env, values, null);
  const { startedAt } = env.transaction;
  const row: Row = {
    active: true,
    ...values,
    id,
    create_uid: env.uid,
    create_date: startedAt,
    write_uid: env.uid,
    write_date: startedAt,
  };
  env.transaction.insert(table, row);
  for (const { field, commands } of draft.children) writeChildren(env, model, id, field, commands);
  if (!isPartOfParent) behaviour.afterChange?.(env, row);
  return id;
}

/** Odoo's not-null constraints, with its text for them. */
function checkRequired(env: Environment, model: string, required: readonly string[], values: Values): void {
  for (const name of required) {
    if (isSet(values[name]) || values[name] === 0) continue;
    throw missingRequiredValue(env, model, name);
  }
}

function missingRequiredValue(env: Environment, model: string, name: string): OdooFault {
  const definition = env.database.model(model);
  const label = definition.fields.get(name)?.string ?? name;
  const text = env.database.dialect.missingRequiredValue({ label, name }, { label: definition.description, name: model });
  return new OdooFault('ValidationError', `${REQUIRED_PREFIX}${text}`, name);
}
