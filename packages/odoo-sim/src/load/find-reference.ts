import { displayName } from '../orm/display-name.ts';
import type { Environment } from '../orm/environment.ts';
import type { FieldDefinition } from '../orm/field.ts';
import { idOf } from '../orm/value.ts';
import { completeName } from './external-ids.ts';
import { ImportProblem, possibleValues } from './import-problem.ts';

/** How a relation's cell names its record: `.id` by database id, `id` by external id, else by name. */
export type ReferenceKind = '.id' | 'id' | null;

/** The record that a cell names. Archived ones are found too. Throws `ImportProblem` with Odoo's text where there is none. */
export function findReference(env: Environment, field: FieldDefinition, kind: ReferenceKind, text: string): number {
  const model = field.relation ?? '';
  if (kind === '.id') return byDatabaseId(env, model, text);
  return kind === 'id' ? byExternalId(env, model, text) : byName(env, model, text);
}

function byDatabaseId(env: Environment, model: string, text: string): number {
  const id = Number(text);
  if (!Number.isInteger(id))
    throw new ImportProblem(`Invalid database id '${text}' for the field '%(field)s'`, possibleValues(model, true));
  if (env.database.table(model).get(id)) return id;
  throw new ImportProblem(`No matching record found for database id '${text}' in field '%(field)s'`, possibleValues(model, true));
}

function byExternalId(env: Environment, model: string, text: string): number {
  const data = env.database.table('ir.model.data');
  const row = data
    .idsWhere('complete_name', completeName(text))
    .map((id) => data.get(id))
    .find((one) => one?.['model'] === model);
  const id = row ? idOf(row, 'res_id') : null;
  if (id !== null && env.database.table(model).get(id)) return id;
  throw new ImportProblem(`No matching record found for external id '${text}' in field '%(field)s'`, possibleValues(model, true));
}

function byName(env: Environment, model: string, text: string): number {
  const ids = env.database.table(model).ids();
  const id = ids.find((one) => displayName(env.database, model, one) === text);
  if (id !== undefined) return id;
  throw new ImportProblem(`No matching record found for name '${text}' in field '%(field)s'`, possibleValues(model, false));
}
