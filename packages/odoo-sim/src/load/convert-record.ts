import type { ChildCommand, Draft } from '../orm/draft.ts';
import type { Environment } from '../orm/environment.ts';
import { type FieldDefinition, isNumeric } from '../orm/field.ts';
import type { StoredValue } from '../orm/value.ts';
import type { ColumnPath } from './column-path.ts';
import { convertCell } from './convert-cell.ts';
import type { RecordCells } from './extract-records.ts';
import { findReference, type ReferenceKind } from './find-reference.ts';
import { ImportProblem } from './import-problem.ts';

/** A record ready to be written, as far as its cells could be read, and the cells that could not. */
export interface ConvertedRecord {
  readonly draft: Draft;
  readonly externalId: string;
  /** The cell of column `.id`. */
  readonly databaseId: string;
  readonly problems: readonly { readonly field: FieldDefinition; readonly problem: ImportProblem }[];
}

/** Reads the cells of one record. A bad cell leaves its field out and is told; the other fields are still read. */
export function convertRecord(env: Environment, model: string, cells: RecordCells): ConvertedRecord {
  const { fields } = env.database.model(model);
  const values: Record<string, StoredValue> = {};
  const children: { field: string; commands: readonly ChildCommand[] }[] = [];
  const problems: { field: FieldDefinition; problem: ImportProblem }[] = [];
  let externalId = '';
  let databaseId = '';

  const attempt = (field: FieldDefinition, convert: () => void) => {
    try {
      convert();
    } catch (error) {
      if (!(error instanceof ImportProblem)) throw error;
      problems.push({ field, problem: error });
    }
  };
  for (const { path, text } of cells.own) {
    const name = path[0] ?? '';
    if (name === 'id') externalId = text;
    else if (name === '.id') databaseId = text;
    else {
      const field = fields.get(name);
      if (field) attempt(field, () => Object.assign(values, { [name]: convertOwn(env, field, path, text) }));
    }
  }
  for (const { field: name, records } of cells.lines) {
    const field = fields.get(name);
    if (field)
      attempt(field, () => children.push({ field: name, commands: records.map((line) => convertLine(env, field, line)) }));
  }
  return { draft: { values, children }, externalId, databaseId, problems };
}

/** A line that holds a bad cell spoils its whole one2many field. */
function convertLine(env: Environment, field: FieldDefinition, cells: RecordCells): ChildCommand {
  const line = convertRecord(env, field.relation ?? '', cells);
  const first = line.problems[0];
  if (first) throw first.problem.within(first.field.string);
  const id = Number(line.databaseId);
  return line.databaseId !== '' && Number.isInteger(id)
    ? { kind: 'update', id, draft: line.draft }
    : { kind: 'create', draft: line.draft };
}

function convertOwn(env: Environment, field: FieldDefinition, path: ColumnPath, text: string): StoredValue {
  if (field.type === 'many2many')
    return text === '' ? [] : text.split(',').map((one) => findReference(env, field, kindOf(path), one.trim()));
  if (text === '') return isNumeric(field) ? 0 : false;
  return field.type === 'many2one' ? findReference(env, field, kindOf(path), text) : convertCell(env, field, text);
}

function kindOf(path: ColumnPath): ReferenceKind {
  const last = path[1];
  return last === '.id' || last === 'id' ? last : null;
}
