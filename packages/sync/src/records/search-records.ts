import type { Domain, OdooClient, SearchReadOptions } from '@branch-sync/odoo';
import { type FieldKind, type OdooRow, textOf } from '../push/push-model.ts';
import { bareNames } from '../push/read-central.ts';
import { readRows } from '../push/read-rows.ts';
import { type ChosenModel, nameOfOne, recordKindOf } from './record-kinds.ts';

/** A record to choose. */
export interface FoundRecord {
  readonly id: number;
  readonly name: string;
  /** What tells it from others of its name; null: nothing. */
  readonly hint: string | null;
  readonly isArchived: boolean;
}

/** What is looked for: part of a name or key, or exactly these ids, archived ones too. */
export interface RecordAsk {
  readonly model: ChosenModel;
  readonly text?: string | undefined;
  readonly ids?: readonly number[] | undefined;
  readonly limit: number;
}

const nameFields = ['complete_name', 'name'];
const readOfAll: Readonly<Record<string, FieldKind>> = { display_name: 'text', active: 'flag', company_id: 'one' };

/**
 * Records of a model by name, in two calls: which of the fields are there, and what they have. `isTruncated`: there are more than were asked for.
 * Throws `OdooError`.
 */
export async function searchRecords(
  client: OdooClient,
  { model, text, ids, limit }: RecordAsk,
  signal: AbortSignal,
): Promise<{ readonly records: readonly FoundRecord[]; readonly isTruncated: boolean }> {
  const { domain, searched, read } = recordKindOf(model);
  const wanted = [...nameFields, ...searched, ...Object.keys({ ...readOfAll, ...read })];
  const known = await client.fieldsGet(model, [...new Set(wanted)], signal);
  const isKnown = (field: string) => field in known;
  const fields = Object.fromEntries(Object.entries({ ...readOfAll, ...read }).filter(([field]) => isKnown(field)));
  const window: SearchReadOptions =
    ids === undefined
      ? { domain: [...domain, ...hasText([...nameFields, ...searched].filter(isKnown), text)], limit: limit + 1 }
      : { domain: [['id', 'in', [...ids]]] };
  const order = `${nameFields.find(isKnown) ?? 'id'}, id`;
  const context = { ...bareNames, ...(ids === undefined ? {} : { active_test: false }) };
  const rows = await readRows(client, model, fields, { ...window, order, context, signal });
  const shown = ids === undefined ? rows.slice(0, limit) : rows;
  return { records: recordsOf(model, shown), isTruncated: shown.length < rows.length };
}

/** One of the fields has the text; Odoo's `|` stands before two terms, and `%`, `_` and `\` are signs of its patterns. */
function hasText(fields: readonly string[], text: string | undefined): Domain {
  if (text === undefined) return [];
  const pattern = text.replace(/[\\%_]/g, '\\$&');
  return [...fields.slice(1).map(() => '|'), ...fields.map((field) => [field, 'ilike', pattern])];
}

/** A company tells records apart only where they are of several. */
function recordsOf(model: ChosenModel, rows: readonly OdooRow[]): FoundRecord[] {
  const { hints } = recordKindOf(model);
  const companies = new Set(rows.map((row) => nameOfOne(row, 'company_id')));
  return rows.map((row) => {
    const company = companies.size > 1 ? nameOfOne(row, 'company_id') : null;
    const telling = hints(row).filter((hint) => hint !== null);
    const parts = [...telling.slice(0, 2), ...(company === null ? [] : [company])];
    return {
      id: row.id,
      name: textOf(row, 'display_name') ?? `#${row.id}`,
      hint: parts.length === 0 ? null : parts.join(' · '),
      isArchived: row['active'] === false,
    };
  });
}
