import { setImmediate as nextTurn } from 'node:timers/promises';
import { z } from 'zod';
import type { OdooError } from './errors.ts';
import type { RecordShape, RowOf } from './record.ts';

/** Rows parsed before other work gets its turn: some milliseconds. */
const rowsPerTurn = 500;

/** A schema is compiled when it first parses: shapes are constants of their modules, and read again and again. */
const schemas = new WeakMap<RecordShape, z.ZodType>();

function schemaOf(shape: RecordShape): z.ZodType {
  const known = schemas.get(shape);
  if (known !== undefined) return known;
  const schema = z.object({ ...shape });
  schemas.set(shape, schema);
  return schema;
}

/**
 * Parses the rows of a read by its shape; long reads leave turns to others. Throws what `refuse` makes of a reason, which
 * names record, field and what was expected, never a value.
 */
export async function parseRows<S extends RecordShape>(
  rows: unknown,
  shape: S,
  refuse: (reason: string) => OdooError,
): Promise<RowOf<S>[]> {
  if (!Array.isArray(rows)) throw refuse('the answer is no list of records.');
  const schema = schemaOf(shape);
  const parsed: RowOf<S>[] = [];
  for (const [index, row] of rows.entries()) {
    if (index > 0 && index % rowsPerTurn === 0) await nextTurn();
    const result = schema.safeParse(row);
    if (!result.success) throw refuse(explain(row, result.error));
    parsed.push(result.data as RowOf<S>);
  }
  return parsed;
}

function explain(row: unknown, error: z.ZodError): string {
  const id =
    typeof row === 'object' && row !== null && 'id' in row && typeof row.id === 'number' ? `record ${row.id}` : 'a record';
  const fields = new Set(error.issues.map(({ path: [field] }) => field).filter((field) => field !== undefined));
  return `${id} is not of the expected form${fields.size === 0 ? '' : ` in ${[...fields].map(String).join(', ')}`}.`;
}
