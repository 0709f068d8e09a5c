import type { Environment } from '../orm/environment.ts';
import { OdooFault } from '../orm/fault.ts';
import { idOf, type Row, textOf } from '../orm/value.ts';

/** Names without a module part belong to `__import__`. */
export function completeName(externalId: string): string {
  return externalId.includes('.') ? externalId : `__import__.${externalId}`;
}

/** What an external id stands for: the record, and whether it was created as not to be updated. */
export interface KnownRecord {
  readonly id: number;
  readonly noupdate: boolean;
}

/** The record of an external id; null where there is none or it was deleted. Throws for an id that another model has. */
export function findByExternalId(env: Environment, model: string, externalId: string): KnownRecord | null {
  const row = findRow(env, externalId);
  if (!row) return null;
  const other = textOf(row, 'model');
  const id = idOf(row, 'res_id');
  if (other !== model) {
    throw new OdooFault(
      'ValidationError',
      `For external id ${externalId} when trying to create/update a record of model ${model} found record of different model ${other} (${id})`,
    );
  }
  return id !== null && env.database.table(model).get(id) ? { id, noupdate: row['noupdate'] === true } : null;
}

/** Writes the external id of a new record. Throws the check constraint's text for names with white space. */
export function writeExternalId(env: Environment, model: string, externalId: string, recordId: number, noupdate: boolean): void {
  const [module = '', ...rest] = externalId.split('.');
  if (/\s/.test(externalId)) {
    throw new OdooFault('ValidationError', 'The operation cannot be completed: External IDs cannot contain spaces');
  }
  const table = env.database.table('ir.model.data');
  // A name whose record was deleted is taken over by the new one.
  const orphan = findRow(env, externalId);
  if (orphan) env.transaction.delete(table, orphan);
  const name = rest.join('.');
  const { startedAt } = env.transaction;
  const stamps = { create_uid: env.uid, create_date: startedAt, write_uid: env.uid, write_date: startedAt };
  env.transaction.insert(table, {
    id: table.nextId(),
    complete_name: externalId,
    module,
    name,
    model,
    res_id: recordId,
    noupdate,
    ...stamps,
  });
}

function findRow(env: Environment, externalId: string): Row | undefined {
  const table = env.database.table('ir.model.data');
  const [id] = table.idsWhere('complete_name', externalId);
  return id === undefined ? undefined : table.get(id);
}
