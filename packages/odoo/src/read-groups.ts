import { z } from 'zod';
import type { Domain, OdooValue, OdooVersion } from './client.ts';
import type { Many2one } from './record.ts';

/** What to group by: a stored column, or the days of a stored moment, cut in `timezone`. */
export type GroupKey = { readonly field: string } | { readonly dayOf: string };

/** What is asked: groups of a domain's records, counted, and the sums of some stored numbers. */
export interface GroupAsk {
  readonly domain: Domain;
  readonly by: readonly GroupKey[];
  readonly sums: readonly string[];
  /** IANA zone that days are cut in. */
  readonly timezone: string;
}

/**
 * One group. Of a day its key is the UTC text (`YYYY-MM-DD HH:MM:SS`) of the moment it begins, as the server reckons it: a server that does
 * not know the zone cuts days of UTC and says nothing, so compare it with your own. Of a many2one it is the record, of nothing null.
 */
export interface Group {
  readonly keys: readonly (string | number | boolean | Many2one | null)[];
  readonly count: number;
  readonly sums: readonly number[];
}

/** The call of a version that groups records. */
export interface GroupCall {
  readonly method: string;
  readonly named: { readonly [name: string]: OdooValue };
  /** Reads the answer; null where it is of no such form. */
  readonly parse: (answer: unknown) => Group[] | null;
}

/** `formatted_read_group` has come with Odoo 19; before it, and for some time beside it, there is `read_group`. */
export function groupCallOf({ major }: OdooVersion, { domain, by, sums }: GroupAsk): GroupCall {
  const groupby = by.map((key) => ('dayOf' in key ? `${key.dayOf}:day` : key.field));
  if (major >= 19) {
    const aggregates = ['__count', ...sums.map((field) => `${field}:sum`)];
    return {
      method: 'formatted_read_group',
      named: { domain, groupby, aggregates },
      parse: (answer) => parseGroups(answer, (row) => groupOf(row, by.map(keyOf19), sums.map(sumOf19))),
    };
  }
  return {
    method: 'read_group',
    named: { domain, fields: sums.map((field) => `${field}:sum`), groupby, lazy: false },
    parse: (answer) => parseGroups(answer, (row) => groupOf(row, by.map(keyOf16), sums)),
  };
}

type AnsweredRow = Readonly<Record<string, unknown>>;
type KeyReader = (row: AnsweredRow) => unknown;

const rowsSchema = z.array(z.record(z.string(), z.unknown()));
const keySchema = z
  .union([
    z.tuple([z.int(), z.string()]).transform(([id, name]): Many2one => ({ id, name })),
    z.string(),
    z.number(),
    z.literal(false).transform(() => null),
    z.literal(true),
    z.null(),
  ])
  .nullable();
/** The sum of nothing may come as `false`. */
const sumSchema = z.union([z.number(), z.literal(false).transform(() => 0)]);
const momentSchema = z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
const startAndLabel = z.tuple([momentSchema, z.string()]);
const rangesSchema = z.record(z.string(), z.object({ from: momentSchema }));

/** A day comes as its start in UTC and a label in the user's language, which is not looked at. */
function keyOf19(key: GroupKey): KeyReader {
  if ('field' in key) return (row) => row[key.field];
  return (row) => startAndLabel.safeParse(row[`${key.dayOf}:day`]).data?.[0];
}

/** Here the group's own key is the label; the start stands beside it. */
function keyOf16(key: GroupKey): KeyReader {
  if ('field' in key) return (row) => row[key.field];
  return (row) => rangesSchema.safeParse(row['__range']).data?.[`${key.dayOf}:day`]?.from;
}

const sumOf19 = (field: string) => `${field}:sum`;

function groupOf(row: AnsweredRow, keys: readonly KeyReader[], sumFields: readonly string[]): Group | null {
  const group = z
    .object({ keys: z.array(keySchema), count: z.int(), sums: z.array(sumSchema) })
    .safeParse({ keys: keys.map((read) => read(row)), count: row['__count'], sums: sumFields.map((field) => row[field]) });
  return group.data ?? null;
}

function parseGroups(answer: unknown, read: (row: AnsweredRow) => Group | null): Group[] | null {
  const rows = rowsSchema.safeParse(answer);
  if (!rows.success) return null;
  const groups = rows.data.map(read);
  return groups.every((group) => group !== null) ? groups : null;
}
