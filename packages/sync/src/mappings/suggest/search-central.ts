import type { MappedModel, RecordKeys } from '@branch-sync/db';
import { type Domain, flag, float, integer, type OdooClient, text } from '@branch-sync/odoo';
import { isNumber, plainWord, wordsAsWritten } from './name-similarity.ts';
import type { Candidate, WantedRecord } from './score.ts';

type Reader = Pick<OdooClient, 'searchRead'>;

/** What is asked of central: nothing of it is longer than this, however many records are looked for. */
const rowsPerCall = 1_000;

const shapes = {
  'product.product': { id: integer(), display_name: text(), barcode: text(), default_code: text() },
  'res.partner': { id: integer(), display_name: text(), ref: text(), vat: text() },
  // A tax's display name may say more than its name.
  'account.tax': { id: integer(), name: text(), amount: float(), amount_type: text(), price_include: flag() },
} as const;
const plainShape = { id: integer(), display_name: text() };

interface Row {
  readonly id: number;
  readonly display_name?: string | null;
  readonly name?: string | null;
  readonly barcode?: string | null;
  readonly default_code?: string | null;
  readonly ref?: string | null;
  readonly vat?: string | null;
  readonly amount?: number;
  readonly amount_type?: string | null;
  readonly price_include?: boolean;
}

/**
 * Records of central that some of a branch's of one model may be, in three calls at most for all of them together. Archived ones are left out.
 * Throws `OdooError`.
 */
export async function searchCentral(
  client: Reader,
  model: MappedModel,
  wanted: readonly WantedRecord[],
  companyId: number | null,
  signal: AbortSignal,
): Promise<Candidate[]> {
  const domains = domainsFor(model, wanted, companyId);
  const shape = shapes[model as keyof typeof shapes] ?? plainShape;
  const found = await Promise.all(
    domains.map(
      async (domain): Promise<readonly Row[]> =>
        client.searchRead(model, shape, { domain, order: 'id', limit: rowsPerCall, signal }),
    ),
  );
  const rows = new Map(found.flat().map((row) => [row.id, row]));
  return [...rows.values()].map((row) => ({ id: row.id, name: row.display_name ?? row.name ?? '', keys: keysOf(row) }));
}

function domainsFor(model: MappedModel, wanted: readonly WantedRecord[], companyId: number | null): Domain[] {
  const company = companyId === null ? [] : [['company_id', 'in', [false, companyId]]];
  switch (model) {
    case 'product.product':
      return byKeysAndNames(wanted, { barcode: 'barcode', reference: 'default_code' }, company);
    case 'res.partner':
      return byKeysAndNames(wanted, { vat: 'vat', reference: 'ref' }, company);
    case 'account.tax':
      return [[['type_tax_use', '=', 'sale'], ...(companyId === null ? [] : [['company_id', '=', companyId]])]];
    // Of the others a database has few: all are read.
    case 'res.users':
      return [[['share', '=', false]]];
    default:
      return [[]];
  }
}

function byKeysAndNames(
  wanted: readonly WantedRecord[],
  fields: Partial<Record<keyof RecordKeys, string>>,
  company: Domain,
): Domain[] {
  const keys = Object.entries(fields).flatMap(([key, field]) => {
    const values = wanted.flatMap((record) => record.keys[key as keyof RecordKeys] ?? []);
    return values.length === 0 ? [] : [[field, 'in', values]];
  });
  const telling = wanted.map(({ name }) => tellingWords(name)).filter((words) => words.length > 0);
  const allWords = telling.map((words) => and(words.map(nameHas)));
  const anyWord = telling.flatMap((words) => words.map((word) => [nameHas(word)]));
  return [or(keys.map((key) => [key])), or(allWords), or(anyWord)]
    .filter((domain) => domain.length > 0)
    .map((domain) => [...company, ...domain]);
}

/** The two words of a name that tell most of it: its longest ones, a number rather than a short word. */
function tellingWords(name: string): string[] {
  const weight = (word: string) => (isNumber(word) ? word.length + 2 : word.length);
  const words = [...new Set(wordsAsWritten(name))].filter((word) => word.length > 1);
  return words.sort((one, other) => weight(other) - weight(one)).slice(0, 2);
}

/** A letter with an accent matches any letter, `_` in Odoo's `ilike`: the other side may have written it without. */
function nameHas(word: string): Domain[number] {
  const anyAccent = [...word].map((letter) => (plainWord(letter) === letter.toLowerCase() ? letter : '_')).join('');
  return ['name', 'ilike', anyAccent];
}

function and(conditions: readonly Domain[number][]): Domain {
  return [...Array<string>(Math.max(conditions.length - 1, 0)).fill('&'), ...conditions];
}

function or(domains: readonly Domain[]): Domain {
  return [...Array<string>(Math.max(domains.length - 1, 0)).fill('|'), ...domains.flat()];
}

function keysOf(row: Row): RecordKeys {
  const reference = row.default_code ?? row.ref;
  return {
    ...(row.barcode ? { barcode: row.barcode } : {}),
    ...(reference ? { reference } : {}),
    ...(row.vat ? { vat: row.vat } : {}),
    ...(row.amount === undefined ? {} : { amount: row.amount }),
    ...(row.amount_type ? { amountType: row.amount_type } : {}),
    ...(row.price_include === undefined ? {} : { priceInclude: row.price_include }),
  };
}
