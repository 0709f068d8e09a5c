import { z } from 'zod';
import { sumOfCents, toCents } from './decimal.ts';

/** What a database of the stand-ins itself holds, read behind branch-sync's back. */
export interface Books {
  readonly count: number;
  readonly total: bigint;
  /** Cents by record id. */
  readonly totalById: ReadonlyMap<number, bigint>;
}

const records = z.array(z.looseObject({ id: z.int() }));
const order = z.looseObject({ id: z.int(), state: z.string(), amount_total: z.number() });
const company = z.looseObject({ tax_calculation_rounding_method: z.string() });

/** States of a POS order that is sold: the ones that receive takes. */
const soldStates = new Set(['paid', 'done', 'invoiced']);

/** All POS orders that a branch has sold. */
export async function readSoldOrders(standInUrl: string, database: string): Promise<Books> {
  const orders = await readOrders(standInUrl, database, 'pos.order');
  return booksOf(orders.filter(({ state }) => soldStates.has(state)));
}

/** All Sales Orders that central holds. */
export async function readSalesOrders(standInUrl: string, database: string): Promise<Books> {
  return booksOf(await readOrders(standInUrl, database, 'sale.order'));
}

/** How a database's company rounds taxes (res.company `tax_calculation_rounding_method`). */
export async function readRoundingMethod(standInUrl: string, database: string): Promise<string> {
  const [first] = await readRecords(standInUrl, database, 'res.company');
  return company.parse(first).tax_calculation_rounding_method;
}

async function readOrders(standInUrl: string, database: string, model: string): Promise<z.infer<typeof order>[]> {
  return z.array(order).parse(await readRecords(standInUrl, database, model));
}

async function readRecords(standInUrl: string, database: string, model: string): Promise<z.infer<typeof records>> {
  const answer = await fetch(`${standInUrl}/sim/records?${new URLSearchParams({ database, model })}`);
  if (!answer.ok) throw new Error(`The stand-in of ${database} answered ${answer.status} for its ${model} records.`);
  return records.parse(await answer.json());
}

function booksOf(orders: readonly z.infer<typeof order>[]): Books {
  // Odoo's floats are rounded to cents: two places name the cent that is meant.
  const totalById = new Map(orders.map(({ id, amount_total }) => [id, toCents(amount_total.toFixed(2))]));
  return { count: totalById.size, total: sumOfCents(totalById.values()), totalById };
}
