import { integer, type OdooClient, OdooError, text } from '@branch-sync/odoo';
import type { Draft } from './draft-of-rows.ts';

/** What central calls the records that drafts name. */
export interface NamesInCentral {
  /** Null: central does not have it. A record of a model that our user may not read is called by its id. */
  nameOf(model: string, id: number): string | null;
}

/** Which of central's records a draft names, by model. */
function namedBy({ customerId, salespersonId, warehouseId, pricelistId, companyId, lines }: Draft): [string, number | null][] {
  return [
    // Those that are yet to be made have no id of central's.
    ['res.partner', customerId > 0 ? customerId : null],
    ['res.users', salespersonId],
    ['stock.warehouse', warehouseId],
    ['product.pricelist', pricelistId],
    ['res.company', companyId],
    ...lines.flatMap(({ productId, taxIds }): [string, number | null][] => [
      ['product.product', productId],
      ...taxIds.map((id): [string, number] => ['account.tax', id]),
    ]),
  ];
}

const shape = { id: integer(), display_name: text() };

/** Asks central for the names of all that drafts name, archived ones too: a call a model. Throws `OdooError`. */
export async function readNamesInCentral(
  client: Pick<OdooClient, 'searchRead'>,
  drafts: readonly Draft[],
  signal: AbortSignal,
): Promise<NamesInCentral> {
  const wanted = new Map<string, Set<number>>();
  for (const [model, id] of drafts.flatMap(namedBy)) {
    if (id !== null) wanted.set(model, (wanted.get(model) ?? new Set()).add(id));
  }
  const found = await Promise.all(
    [...wanted].map(async ([model, ids]) => [model, await namesOf(client, model, [...ids], signal)] as const),
  );
  const names = new Map(found);
  return {
    nameOf(model, id) {
      const ofModel = names.get(model) ?? null;
      return ofModel === null ? `#${id}` : (ofModel.get(id) ?? null);
    },
  };
}

/** Null where our user may not read the model: an order may name such a record all the same. */
async function namesOf(client: Pick<OdooClient, 'searchRead'>, model: string, ids: readonly number[], signal: AbortSignal) {
  try {
    const options = { domain: [['id', 'in', [...ids]]], context: { active_test: false }, signal };
    const rows = await client.searchRead(model, shape, options);
    return new Map(rows.map(({ id, display_name: name }) => [id, name ?? `#${id}`]));
  } catch (error) {
    if (error instanceof OdooError && error.kind === 'access_denied') return null;
    throw error;
  }
}
