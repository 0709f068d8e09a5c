import { createRecord } from '../orm/create.ts';
import { REQUIRED_PREFIX } from '../orm/dialect.ts';
import type { Environment } from '../orm/environment.ts';
import { OdooFault } from '../orm/fault.ts';
import type { WireStruct } from '../orm/value.ts';
import { writeRecords } from '../orm/write.ts';
import { parseColumns } from './column-path.ts';
import { type ConvertedRecord, convertRecord } from './convert-record.ts';
import { completeName, findByExternalId, writeExternalId } from './external-ids.ts';
import { extractRecords, type RecordCells } from './extract-records.ts';
import type { ImportProblem } from './import-problem.ts';

/** Either the ids of all records, in place, or messages and nothing written. */
export interface LoadOutcome {
  readonly ids: number[] | null;
  readonly messages: readonly WireStruct[];
}

/** After this many bad records, and more than one in ten, Odoo gives up naming them. */
const MANY_ERRORS = 10;
const GIVE_UP = 'Found more than 10 errors and more than one error per 10 records, interrupted to avoid showing too many errors.';

/**
 * `load`: creates or updates the records of a table of texts, all or none. A record whose external id is known is written
 * again (which appends its lines), unless it was created with context `noupdate` and the context says `mode: 'update'`:
 * then it stays as it is and its id comes back. Throws the fault of an unknown column.
 */
export function loadRows(
  env: Environment,
  model: string,
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): LoadOutcome {
  const records = extractRecords(env.database, model, parseColumns(env.database, model, columns), rows);
  const converted = records.map((cells) => ({ cells, ...convertRecord(env, model, cells) }));
  const messages: WireStruct[] = [];
  converted.forEach(({ cells, problems }, record) => {
    for (const { field, problem } of problems) messages.push(cellMessage(cells, record, field.name, field.string, problem));
  });

  const start = env.transaction.savepoint();
  const ids: number[] = [];
  let errors = 0;
  for (const [record, one] of converted.entries()) {
    const savepoint = env.transaction.savepoint();
    try {
      ids.push(loadRecord(env, model, one));
    } catch (error) {
      if (!(error instanceof OdooFault)) throw error;
      env.transaction.rollback(savepoint);
      messages.push(recordMessage(one.cells, record, error));
      errors += 1;
      if (errors >= MANY_ERRORS && errors >= record / 10) {
        messages.push({ type: 'warning', message: GIVE_UP });
        break;
      }
    }
  }
  if (messages.length === 0) return { ids, messages };
  env.transaction.rollback(start);
  return { ids: null, messages };
}

function loadRecord(env: Environment, model: string, record: ConvertedRecord): number {
  if (record.externalId !== '') return loadByExternalId(env, model, completeName(record.externalId), record);
  if (record.databaseId === '') return createRecord(env, model, record.draft);
  const id = Number(record.databaseId);
  if (!env.database.table(model).get(id))
    throw new OdooFault('ValidationError', `Unknown database identifier '${record.databaseId}'`, '.id');
  writeRecords(env, model, [id], record.draft);
  return id;
}

function loadByExternalId(env: Environment, model: string, externalId: string, record: ConvertedRecord): number {
  const known = findByExternalId(env, model, externalId);
  if (known === null) {
    const id = createRecord(env, model, record.draft);
    writeExternalId(env, model, externalId, id, env.context['noupdate'] === true);
    return id;
  }
  if (!(env.context['mode'] === 'update' && known.noupdate)) writeRecords(env, model, [known.id], record.draft);
  return known.id;
}

/** A cell that could not be read, as recorded. */
function cellMessage(cells: RecordCells, record: number, field: string, label: string, problem: ImportProblem): WireStruct {
  const message = problem.message.replace('%(field)s', label);
  return {
    rows: { ...cells.rows },
    type: 'error',
    record,
    field,
    message,
    ...(problem.moreinfo === null ? {} : { moreinfo: problem.moreinfo }),
    field_name: label,
  };
}

/** A record that the database refused, as recorded: Odoo's text without its usual first words. */
function recordMessage(cells: RecordCells, record: number, fault: OdooFault): WireStruct {
  const message = fault.message.startsWith(REQUIRED_PREFIX) ? fault.message.slice(REQUIRED_PREFIX.length) : fault.message;
  return { rows: { ...cells.rows }, record, type: 'error', message, ...(fault.field === null ? {} : { field: fault.field }) };
}

/** What the loser of a race is told: nothing was written, and the same call may be sent again. */
export function serializationOutcome(message: string): LoadOutcome {
  return { ids: null, messages: [{ type: 'error', message, rows: { from: 0, to: 0 }, record: 0 }] };
}
