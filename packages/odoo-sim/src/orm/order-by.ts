import { fieldValue } from './column.ts';
import { displayName } from './display-name.ts';
import type { Environment } from './environment.ts';
import { OdooFault } from './fault.ts';
import type { FieldDefinition } from './field.ts';
import type { Row, StoredValue } from './value.ts';

export interface OrderTerm {
  readonly field: FieldDefinition;
  readonly isDescending: boolean;
}

const TERM = /^\s*([\w.:]+)(?:\s+(asc|desc))?(?:\s+nulls\s+(?:first|last))?\s*$/i;

/** Reads `date_order desc, id`. Throws Odoo's faults for what is no order or names no field. */
export function parseOrder(env: Environment, model: string, order: string): OrderTerm[] {
  return order.split(',').map((term) => {
    const match = TERM.exec(term);
    const name = match?.[1];
    if (!match || name === undefined) {
      throw new OdooFault(
        'UserError',
        `Invalid "order" specified (${order}). A valid "order" specification is a comma-separated list of valid field names (optionally followed by asc/desc for the direction)`,
      );
    }
    const field = env.database.model(model).fields.get(name);
    if (!field)
      throw new OdooFault('ValueError', `Invalid field ${JSON.stringify(name)} on ${JSON.stringify(model)}`.replaceAll('"', "'"));
    return { field, isDescending: match[2]?.toLowerCase() === 'desc' };
  });
}

/** Sorts as Postgres does: nulls last when ascending, first when descending; a many2one by the name it shows. */
export function compareBy(env: Environment, model: string, order: readonly OrderTerm[]): (a: Row, b: Row) => number {
  return (a, b) => {
    for (const { field, isDescending } of order) {
      const compared = compareValues(sortKey(env, model, a, field), sortKey(env, model, b, field));
      if (compared !== 0) return isDescending ? -compared : compared;
    }
    return a.id - b.id;
  };
}

function sortKey(env: Environment, model: string, row: Row, field: FieldDefinition): StoredValue | null {
  const value = fieldValue(env.database, model, row, field);
  if (value === false && field.type !== 'boolean') return null;
  if (field.type === 'many2one' && typeof value === 'number') {
    // The order of lines goes by their order's id: its display name would say the same, far slower.
    return field.relation?.endsWith('.order') ? value : displayName(env.database, field.relation ?? '', value);
  }
  return value;
}

function compareValues(a: StoredValue | null, b: StoredValue | null): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b ? -1 : 1;
}
