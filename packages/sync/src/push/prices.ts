import { integer, many2one, type OdooClient, type OdooContext, text } from '@branch-sync/odoo';
import { z } from 'zod';
import { describeFailure } from '../failures/catalogue.ts';
import { inParallel } from '../in-parallel.ts';
import { dateToMoment } from '../receive/odoo-moment.ts';
import { branchInWords } from '../receive/order-words.ts';
import { RunStoppedError } from '../runs/run-stopped-error.ts';
import type { PlanContext } from './push-context.ts';
import type { OdooRow } from './push-model.ts';

/** Central is near and quick, and has few workers. */
const askedAtOnce = 4;
/** Before it Odoo tells nobody outside what a product costs by a pricelist. */
const firstVersionThatTells = 17;

/**
 * Makes sure that the branch counts in the money that central's prices are in. Throws `RunStoppedError` where it does not, or the pricelist is no use,
 * and `OdooError`.
 */
export async function requireSameMoney(context: PlanContext): Promise<void> {
  const { branch, branchClient, centralClient, masterData, signal } = context;
  const list = masterData.pricelistId === null ? null : await readPricelist(context, masterData.pricelistId);
  const [ofBranch, ofCentral] = await Promise.all([
    currenciesOf(branchClient, null, signal),
    list?.currency ?? currenciesOf(centralClient, branch.companyId, signal),
  ]);
  if (ofCentral.some((currency) => ofBranch.includes(currency))) return;
  const words = { branch: branchInWords(branch), currency: ofCentral.join(', '), branchCurrency: ofBranch.join(', ') };
  throw new RunStoppedError(describeFailure('push.currency_differs', words));
}

async function readPricelist(
  { branch, centralClient, signal }: PlanContext,
  pricelistId: number,
): Promise<{ currency: string[] }> {
  const words = { branch: branchInWords(branch), pricelist: String(pricelistId) };
  const { version } = await centralClient.connect(signal);
  if (version.major < firstVersionThatTells) {
    throw new RunStoppedError(describeFailure('push.pricelist_untold', { ...words, version: String(version.major) }));
  }
  const [list] = await centralClient.searchRead(
    'product.pricelist',
    { id: integer(), currency_id: many2one() },
    { domain: [['id', '=', pricelistId]], signal },
  );
  if (list === undefined) throw new RunStoppedError(describeFailure('push.pricelist_gone', words));
  return { currency: list.currency_id === null ? [] : [list.currency_id.name] };
}

async function currenciesOf(client: OdooClient, companyId: number | null, signal: AbortSignal): Promise<string[]> {
  const companies = await client.searchRead(
    'res.company',
    { id: integer(), currency_id: many2one() },
    { domain: companyId === null ? [] : [['id', '=', companyId]], signal },
  );
  return [...new Set(companies.flatMap(({ currency_id: currency }) => currency?.name ?? []))];
}

/**
 * What the prices of a pricelist hang on besides the products: its rules as they were last written, how many there are, and the last day that one of
 * them began or ended. Throws `OdooError`.
 */
export async function stateOfPricelists({
  centralClient,
  signal,
  now,
}: PlanContext): Promise<readonly (string | number | null)[]> {
  const present = dateToMoment(new Date(now().getTime() + (centralClient.clockOffsetMs ?? 0)));
  const newest = async (field: 'write_date' | 'date_start' | 'date_end') => {
    const domain = field === 'write_date' ? [] : [[field, '<=', present]];
    const shape = { id: integer(), [field]: text() };
    const [row] = await centralClient.searchRead('product.pricelist.item', shape, {
      ...{ domain, order: `${field} desc, id desc`, limit: 1, signal },
    });
    return row === undefined ? null : String(row[field]);
  };
  return Promise.all([
    centralClient.searchCount('product.pricelist.item', { domain: [], signal }),
    newest('write_date'),
    newest('date_start'),
    newest('date_end'),
  ]);
}

/**
 * Products with the price of one piece by the branch's pricelist, as central's Odoo computes it (`product.product.get_contextual_price`), in place of
 * their own. Throws `OdooError`.
 */
export async function withPrices(
  { centralClient, masterData, signal }: PlanContext,
  rows: readonly OdooRow[],
  field: string,
  odooContext: OdooContext,
): Promise<readonly OdooRow[]> {
  const { pricelistId } = masterData;
  if (pricelistId === null) return rows;
  return inParallel(rows, askedAtOnce, async (row) => {
    const price = await centralClient.call('product.product', 'get_contextual_price', {
      ids: [row.id],
      context: { ...odooContext, pricelist: pricelistId, quantity: 1 },
      signal,
    });
    return { ...row, [field]: z.number().parse(price) };
  });
}
