import type { OdooDatabase } from '../orm/database.ts';
import type { ColumnPath } from './column-path.ts';

/** The cells of one record: its own by path, and those of its lines, by one2many field. */
export interface RecordCells {
  readonly own: readonly { readonly path: ColumnPath; readonly text: string }[];
  readonly lines: readonly { readonly field: string; readonly records: readonly RecordCells[] }[];
  /** First and last row, as messages name them. */
  readonly rows: { readonly from: number; readonly to: number };
}

/**
 * Cuts rows into records: a row with a filled cell outside the one2many columns begins one; the rows below it that fill
 * one2many columns only add lines to it.
 */
export function extractRecords(
  database: OdooDatabase,
  model: string,
  columns: readonly ColumnPath[],
  rows: readonly (readonly string[])[],
): RecordCells[] {
  const { fields } = database.model(model);
  const lineFields = new Map<string, number[]>();
  const ownColumns: number[] = [];
  columns.forEach((path, place) => {
    const name = path[0] ?? '';
    if (path.length > 1 && fields.get(name)?.type === 'one2many') lineFields.set(name, [...(lineFields.get(name) ?? []), place]);
    else ownColumns.push(place);
  });
  const lineColumns = [...lineFields.values()].flat();

  const records: RecordCells[] = [];
  for (let from = 0; from < rows.length; ) {
    let to = from;
    while (to + 1 < rows.length && isFilled(rows[to + 1], lineColumns) && !isFilled(rows[to + 1], ownColumns)) to += 1;
    const span = rows.slice(from, to + 1);
    const head = span[0] ?? [];
    records.push({
      own: ownColumns.map((place) => ({ path: columns[place] ?? [], text: head[place] ?? '' })),
      lines: [...lineFields].map(([field, places]) => {
        const relation = fields.get(field)?.relation ?? '';
        const lineRows = span.filter((row) => isFilled(row, places)).map((row) => places.map((place) => row[place] ?? ''));
        const linePaths = places.map((place) => columns[place]?.slice(1) ?? []);
        return { field, records: extractRecords(database, relation, linePaths, lineRows) };
      }),
      rows: { from, to },
    });
    from = to + 1;
  }
  return records;
}

function isFilled(row: readonly string[] | undefined, places: readonly number[]): boolean {
  return row !== undefined && places.some((place) => (row[place] ?? '') !== '');
}
