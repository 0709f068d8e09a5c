import { integer, type OdooClient, text } from '@branch-sync/odoo';
import { roundTo } from '../receive/exact-money.ts';
import { momentToDate } from '../receive/odoo-moment.ts';

/** A line as one side has it. Money is a decimal string in the currency's decimals; a discount is percent. */
export interface SideLine {
  readonly id: number;
  /** Null: a note, a section, or a product that is there no longer. */
  readonly product: { readonly id: number; readonly name: string } | null;
  readonly description: string;
  readonly quantity: number;
  readonly unitPrice: number;
  readonly discount: number;
  /** Names. */
  readonly taxes: readonly string[];
  readonly subtotal: string;
  readonly total: string;
}

/** An order as one side has it now. */
export interface OrderSide {
  readonly id: number;
  readonly name: string;
  /** As Odoo has it. */
  readonly state: string;
  readonly orderedAt: Date | null;
  readonly customer: string | null;
  readonly salesperson: string | null;
  readonly currency: string | null;
  readonly untaxed: string;
  readonly tax: string;
  readonly total: string;
  readonly lines: readonly SideLine[];
}

/** Writes amounts of an order as decimal strings. */
export type WriteAmount = (amount: number) => string;

const currencyShape = { id: integer(), decimal_places: integer() };

/** How amounts of a currency (res.currency; null: Odoo names none) are written, archived ones too. Throws `OdooError`. */
export async function amountsIn(client: OdooClient, currencyId: number | null, signal: AbortSignal): Promise<WriteAmount> {
  const domain = [['id', '=', currencyId ?? 0]];
  const [currency] = await client.searchRead('res.currency', currencyShape, {
    ...{ domain, context: { active_test: false }, signal },
  });
  return amountsWith(currency?.decimal_places ?? 2);
}

/** In so many decimals: what Odoo has rounded to them already, without the double's noise. */
export function amountsWith(decimals: number): WriteAmount {
  return (amount) => roundTo(amount, decimals).toFixed(decimals);
}

const taxShape = { id: integer(), name: text() };

/** The names of taxes, archived ones too. Throws `OdooError`. */
export async function taxNames(client: OdooClient, ids: readonly number[], signal: AbortSignal) {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return () => [];
  const options = { domain: [['id', 'in', wanted]], context: { active_test: false }, signal };
  const rows = await client.searchRead('account.tax', taxShape, options);
  const names = new Map(rows.map(({ id, name }) => [id, name ?? `#${id}`]));
  return (taxIds: readonly number[]) => taxIds.map((id) => names.get(id) ?? `#${id}`);
}

export function momentOf(moment: string | null): Date | null {
  return moment === null ? null : momentToDate(moment);
}
