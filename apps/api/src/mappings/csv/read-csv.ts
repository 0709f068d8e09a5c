import { mappedModelSchema } from '@branch-sync/contract';
import type { MappingKey } from '@branch-sync/db';
import { CsvError, parse } from 'csv-parse/sync';
import { forgetWord, type ImportColumn, importColumns } from './columns.ts';

/** A row that says what a record is to be mapped to; null: its mapping is to be forgotten. */
export interface CsvSetting extends MappingKey {
  readonly line: number;
  readonly centralId: number | null;
}

/** A cell that cannot be read, and what to do. `line` counts from 1, the header's line; `column` is null where the row as a whole is meant. */
export interface BadCell {
  readonly line: number;
  readonly column: string | null;
  readonly message: string;
}

/** What a file says, row by row. `blank` rows have no `central_id`: they ask for nothing. */
export interface CsvContent {
  readonly settings: readonly CsvSetting[];
  readonly blank: number;
  readonly bad: readonly BadCell[];
}

/** The file cannot be read at all. */
export class UnreadableCsvError extends Error {
  override readonly name = 'UnreadableCsvError';
}

interface ParsedRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

const largestId = 2 ** 31 - 1;
/** A row is some names and numbers; more in one is a quote that nobody closed. */
const longestRow = 10_000;

/**
 * Reads mappings from CSV, with commas or semicolons between the cells, whichever its header has more of; columns in any order, further ones are
 * left alone. Throws `UnreadableCsvError` for a file without the needed columns, with a quote that is not closed, or of too many rows.
 */
export function readCsv(text: string, { maxRows }: { readonly maxRows: number }): CsvContent {
  const [header, ...rows] = recordsOf(text);
  if (header === undefined) throw new UnreadableCsvError('The file is empty. Its first line names the columns.');
  const places = placesOf(header.record);
  if (rows.length > maxRows)
    throw new UnreadableCsvError(`The file has ${rows.length} rows; send ${maxRows} or fewer at a time.`);
  const settings: CsvSetting[] = [];
  const bad: BadCell[] = [];
  const seenOn = new Map<string, number>();
  let blank = 0;
  for (const { record, info } of rows) {
    const line = info.lines - record.reduce((breaks, cell) => breaks + cell.split('\n').length - 1, 0);
    const cell = (column: ImportColumn) => record[places[column]]?.trim() ?? '';
    const read = readRow(cell);
    if ('column' in read) bad.push({ line, ...read });
    else if (read.centralId === undefined) blank += 1;
    else {
      const key = `${read.model} ${read.remoteId}`;
      const before = seenOn.get(key);
      if (before === undefined) settings.push({ line, model: read.model, remoteId: read.remoteId, centralId: read.centralId });
      else bad.push({ line, column: 'remote_id', message: `line ${before} is about the same record: leave one of the two` });
      seenOn.set(key, before ?? line);
    }
  }
  return { settings, blank, bad };
}

function recordsOf(text: string): readonly ParsedRecord[] {
  // The parser counts a line that ends within quotes by CR LF as two.
  const lines = text.replace(/\r\n?/g, '\n');
  const options = {
    bom: true,
    delimiter: delimiterOf(lines),
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
  } as const;
  try {
    return parse(lines, { ...options, max_record_size: longestRow }) as unknown as readonly ParsedRecord[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error['lines'] === 'number' ? ` at line ${error['lines']}` : '';
    throw new UnreadableCsvError(`The file is no CSV${line}: look for a quote (") that is not closed, or stands alone.`);
  }
}

function delimiterOf(text: string): ',' | ';' {
  const header = text.slice(0, text.indexOf('\n') >= 0 ? text.indexOf('\n') : undefined);
  return header.split(';').length > header.split(',').length ? ';' : ',';
}

function placesOf(header: readonly string[]): Readonly<Record<ImportColumn, number>> {
  const names = header.map((name) => name.trim().toLowerCase());
  const missing = importColumns.filter((column) => !names.includes(column));
  if (missing.length > 0) {
    throw new UnreadableCsvError(
      `The first line must name the columns ${importColumns.join(', ')}; it lacks ${missing.join(', ')}.`,
    );
  }
  const [model, remoteId, centralId] = importColumns.map((column) => names.indexOf(column));
  return { model: model ?? 0, remote_id: remoteId ?? 0, central_id: centralId ?? 0 };
}

type ReadRow = (MappingKey & { readonly centralId: number | null | undefined }) | Omit<BadCell, 'line'>;

function readRow(cell: (column: ImportColumn) => string): ReadRow {
  const model = mappedModelSchema.safeParse(cell('model'));
  if (!model.success) return { column: 'model', message: `must be one of ${mappedModelSchema.options.join(', ')}` };
  const remoteId = readId(cell('remote_id'));
  if (remoteId === null)
    return { column: 'remote_id', message: 'must be the id of the branch’s record: a whole number above zero' };
  const wish = cell('central_id');
  if (wish === '') return { model: model.data, remoteId, centralId: undefined };
  if (wish.toLowerCase() === forgetWord) return { model: model.data, remoteId, centralId: null };
  const centralId = readId(wish);
  if (centralId !== null) return { model: model.data, remoteId, centralId };
  const message = `must be the id of central’s record: a whole number above zero; or “${forgetWord}” to forget the mapping, or empty to leave it`;
  return { column: 'central_id', message };
}

function readId(text: string): number | null {
  const id = /^\d{1,10}$/.test(text) ? Number(text) : 0;
  return id > 0 && id <= largestId ? id : null;
}
