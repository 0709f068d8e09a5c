import { float, integer, type OdooClient, text } from '@branch-sync/odoo';

/** Which record of central a branch's record is. Throws where there is none. */
export interface CentralIds {
  productOf(remoteId: number): number;
  taxesOf(remoteIds: readonly number[]): number[];
}

/** Finds products by internal reference, sale taxes by name and amount, as a script does once before it begins: four calls. */
export async function readCentralIds(branch: OdooClient, central: OdooClient): Promise<CentralIds> {
  const products = matched(await readProductKeys(branch), await readProductKeys(central));
  const taxes = matched(await readTaxKeys(branch), await readTaxKeys(central));
  return { productOf: (id) => known(products, id), taxesOf: (ids) => ids.map((id) => known(taxes, id)) };
}

type KeyById = ReadonlyMap<number, string>;

async function readProductKeys(client: OdooClient): Promise<KeyById> {
  const rows = await client.searchRead('product.product', { id: integer(), default_code: text() }, { domain: [] });
  return new Map(rows.map((row) => [row.id, row.default_code ?? '']));
}

async function readTaxKeys(client: OdooClient): Promise<KeyById> {
  const shape = { id: integer(), name: text(), amount: float() };
  const rows = await client.searchRead('account.tax', shape, { domain: [['type_tax_use', '=', 'sale']] });
  return new Map(rows.map((row) => [row.id, `${row.name} ${row.amount}`]));
}

function matched(ofBranch: KeyById, ofCentral: KeyById): Map<number, number> {
  const centralIds = new Map([...ofCentral].map(([id, key]) => [key, id]));
  return new Map([...ofBranch].flatMap(([id, key]) => pairOf(id, centralIds.get(key))));
}

function pairOf(remoteId: number, centralId: number | undefined): (readonly [number, number])[] {
  return centralId === undefined ? [] : [[remoteId, centralId]];
}

function known(centralIds: ReadonlyMap<number, number>, remoteId: number): number {
  const id = centralIds.get(remoteId);
  if (id === undefined) throw new Error(`Central has nothing for the branch's record ${remoteId}.`);
  return id;
}
