import type { MappedModel, NamedRecord } from '@branch-sync/db';
import { integer, type OdooClient, OdooError, text } from '@branch-sync/odoo';
import { describeOdooError } from '../failures/describe-odoo-error.ts';
import { soldStates } from '../receive/read-orders.ts';
import { keysOfTax, readSalesTaxes } from '../receive/sales-taxes.ts';

/** What a branch can be asked for: of these it has few. Products and customers it has too many of: its orders tell which matter. */
export const discoveredModels = ['res.users', 'account.tax', 'pos.payment.method', 'uom.uom'] as const;
export type DiscoveredModel = (typeof discoveredModels)[number];

/** What a branch has told that there is. */
export interface Discovered {
  readonly records: readonly NamedRecord[];
  /** Models that our user may not read, and why. */
  readonly unread: readonly { readonly model: MappedModel; readonly why: string }[];
}

type Reader = Pick<OdooClient, 'searchRead' | 'readGroups'>;

const readers: Readonly<Record<DiscoveredModel, (client: Reader, signal: AbortSignal) => Promise<NamedRecord[]>>> = {
  'res.users': readSellers,
  'account.tax': readTaxes,
  'pos.payment.method': (client, signal) => readAll(client, 'pos.payment.method', signal),
  'uom.uom': (client, signal) => readAll(client, 'uom.uom', signal),
};

/** Asks a branch what there is to map before any order of it has come, models side by side. Throws `OdooError`. */
export async function discoverRecords(client: Reader, branchCode: string, signal: AbortSignal): Promise<Discovered> {
  const found = await Promise.all(
    discoveredModels.map(async (model) => {
      try {
        return { records: await readers[model](client, signal), unread: [] };
      } catch (error) {
        if (!isRefused(error)) throw error;
        const why = describeOdooError(error, { side: 'branch', branchCode }).message;
        return { records: [], unread: [{ model, why }] };
      }
    }),
  );
  return { records: found.flatMap(({ records }) => records), unread: found.flatMap(({ unread }) => unread) };
}

/** The users who have sold; where nobody has yet, those who may: all of the house. */
async function readSellers(client: Reader, signal: AbortSignal): Promise<NamedRecord[]> {
  const ask = { domain: [['state', 'in', soldStates]], by: [{ field: 'user_id' }], sums: [], timezone: 'UTC' };
  const groups = await client.readGroups('pos.order', ask, signal);
  const sellers = groups.flatMap(({ keys: [user] }) => (typeof user === 'object' && user !== null ? [user] : []));
  if (sellers.length > 0) return sellers.map(({ id, name }) => ({ model: 'res.users', remoteId: id, name, keys: null }));
  return readAll(client, 'res.users', signal, [['share', '=', false]]);
}

async function readTaxes(client: Reader, signal: AbortSignal): Promise<NamedRecord[]> {
  const taxes = await readSalesTaxes(client, null, signal);
  return taxes.flatMap((tax): NamedRecord[] =>
    tax.active && tax.name !== null ? [{ model: 'account.tax', remoteId: tax.id, name: tax.name, keys: keysOfTax(tax) }] : [],
  );
}

const shape = { id: integer(), display_name: text() };

async function readAll(
  client: Reader,
  model: MappedModel,
  signal: AbortSignal,
  domain: readonly (readonly [string, string, boolean])[] = [],
) {
  const rows = await client.searchRead(model, shape, { domain, order: 'id', signal });
  return rows.flatMap(({ id, display_name: name }): NamedRecord[] =>
    name === null || name === '' ? [] : [{ model, remoteId: id, name, keys: null }],
  );
}

/** Odoo's own word that our user may not look, or that there is nothing of the kind. */
function isRefused(error: unknown): error is OdooError {
  return error instanceof OdooError && (error.kind === 'access_denied' || error.kind === 'unknown_model');
}
