import type { RecordKeys } from '@branch-sync/db';
import { flag, float, integer, type OdooClient, type RowOf, text } from '@branch-sync/odoo';
import type { ResolveContext } from './receive-context.ts';

const taxShape = {
  id: integer(),
  name: text(),
  amount: float(),
  amount_type: text(),
  price_include: flag(),
  include_base_amount: flag(),
  active: flag(),
};
export type Tax = RowOf<typeof taxShape>;

/** The sales taxes of a branch and of central, archived ones too. */
export interface SalesTaxes {
  readonly ofBranch: ReadonlyMap<number, Tax>;
  readonly ofCentral: readonly Tax[];
  /** Asked in this run; else they are what a run before was told, some minutes ago at most. */
  readonly isFresh: boolean;
}

/** The taxes of both sides as far as they are remembered; null where one side is not. */
export function recallSalesTaxes(context: ResolveContext): SalesTaxes | null {
  const { taxes } = context.memory;
  const [ofBranch, ofCentral] = sidesOf(context).map(({ key }) => taxes.recall(key));
  if (ofBranch === undefined || ofCentral === undefined) return null;
  return { ofBranch: byId(ofBranch), ofCentral, isFresh: false };
}

/** Asks both sides for their taxes, one call each, and remembers them. Throws `OdooError`. */
export async function askSalesTaxes(context: ResolveContext): Promise<SalesTaxes> {
  const [ofBranch = [], ofCentral = []] = await Promise.all(
    sidesOf(context).map(async ({ key, client, companyId }) => {
      const taxes = await readSalesTaxes(client, companyId, context.signal);
      context.memory.taxes.keep(key, taxes);
      return taxes;
    }),
  );
  return { ofBranch: byId(ofBranch), ofCentral, isFresh: true };
}

function sidesOf({ branch, branchClient, centralClient }: ResolveContext) {
  return [
    { client: branchClient, companyId: null },
    { client: centralClient, companyId: branch.companyId },
  ].map((side) => ({ ...side, key: keyOf(side.client, side.companyId) }));
}

/** A user sees what it may: another login is another answer. */
function keyOf({ connection: { url, database, login } }: Pick<OdooClient, 'connection'>, companyId: number | null): string {
  return JSON.stringify([url, database, login, companyId]);
}

/** The sales taxes of a database, archived ones too; of one company, or of all that our user sees. Throws `OdooError`. */
export async function readSalesTaxes(
  client: Pick<OdooClient, 'searchRead'>,
  companyId: number | null,
  signal: AbortSignal,
): Promise<Tax[]> {
  const company = companyId === null ? [] : [['company_id', '=', companyId]];
  return client.searchRead('account.tax', taxShape, {
    domain: [['type_tax_use', '=', 'sale'], ...company],
    order: 'id',
    context: { active_test: false },
    signal,
  });
}

/** What a tax is recognized by. */
export function keysOfTax({ amount, amount_type: amountType, price_include: priceInclude }: Tax): RecordKeys {
  return { amount, priceInclude, ...(amountType === null ? {} : { amountType }) };
}

function byId(taxes: readonly Tax[]): ReadonlyMap<number, Tax> {
  return new Map(taxes.map((tax) => [tax.id, tax]));
}
