import { setImmediate as nextTurn } from 'node:timers/promises';
import { z } from 'zod';
import type { RecordShape, RowOf } from './record.ts';

/** A row is not of the form that was asked for. `reason` names field and record, never the content. */
export class UnexpectedRowError extends Error {
  override readonly name = 'UnexpectedRowError';
}

/** Rows parsed before other work gets its turn: some milliseconds. */
const rowsPerTurn = 500;

const schemas = new WeakMap<RecordShape, z.ZodType>();

function schemaOf(shape: RecordShape): z.ZodType {
  const known = schemas.get(shape);
  if (known !== undefined) return known;
  const schema = z.object({ ...shape });
  schemas.set(shape, schema);
  return schema;
}

/** Parses the rows of a read by its shape; long reads leave turns to others. Throws `UnexpectedRowError`. */
export async function parseRows<S extends RecordShape>(rows: unknown, shape: S): Promise<RowOf<S>[]> {
  if (!Array.isArray(rows)) throw new UnexpectedRowError('the answer is no list of records.');
  const schema = schemaOf(shape);
  const parsed: RowOf<S>[] = [];
  for (const [index, row] of rows.entries()) {
    if (index > 0 && index % rowsPerTurn === 0) await nextTurn();
    const result = schema.safeParse(row);
    if (!result.success) throw new UnexpectedRowError(explain(row, result.error));
    parsed.push(result.data as RowOf<S>);
  }
  return parsed;
}

function explain(row: unknown, error: z.ZodError): string {
  const id = typeof row === 'object' && row !== null && 'id' in row ? `record ${String(row.id)}` : 'a record';
  const fields = [...new Set(error.issues.map(({ path }) => String(path[0] ?? '')))].join(', ');
  return `${id} has another form than expected in ${fields || 'all'}.`;
}
