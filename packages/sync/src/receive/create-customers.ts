import { createHash } from 'node:crypto';
import { integer, OdooError, text } from '@branch-sync/odoo';
import { groupBy } from '../group-by.ts';
import { intoCentral } from '../loading/into-central.ts';
import { isRefusal, type LoadTable, loadRecords } from '../loading/load-records.ts';
import type { BranchCustomer } from './branch-customer.ts';
import { externalIdModule } from './external-id.ts';
import { plainEmail, plainReference, plainVat } from './match-customer.ts';
import type { ReceiveContext } from './receive-context.ts';

/** The branch's customers that central has now, and why it did not take the others. */
export interface CreatedCustomers {
  readonly created: readonly { readonly customer: BranchCustomer; readonly centralId: number }[];
  readonly refused: readonly { readonly customer: BranchCustomer; readonly text: string }[];
}

type CreateContext = Pick<ReceiveContext, 'branch' | 'branchClient' | 'centralClient' | 'writers' | 'random' | 'signal'>;

/**
 * Makes central's records of customers that it does not have. Their external id follows from what they are recognized by, so that branches which
 * meet the same customer at the same moment make one record. Throws `OdooError`, e.g. where our user may not make contacts.
 */
export async function createCustomers(context: CreateContext, customers: readonly BranchCustomer[]): Promise<CreatedCustomers> {
  if (customers.length === 0) return { created: [], refused: [] };
  const { branch } = context;
  // The same customer under two ids of the branch is one row: a batch must not name an external id twice.
  const sameOnes = groupBy(customers, (customer) => customerExternalId(customer, branch.code));
  const countryIds = await matchCountries(context, customers);
  const toRows = (part: Parameters<typeof toTable>[0]) => toTable(part, countryIds);
  try {
    const { loaded, refused } = await loadRecords(intoCentral(context, branch.companyId), 'res.partner', [...sameOnes], toRows);
    return {
      created: loaded.flatMap(({ item: [, same], id }) => same.map((customer) => ({ customer, centralId: id }))),
      refused: refused.flatMap(({ item: [, same], refusal }) => same.map((customer) => ({ customer, text: refusal.text }))),
    };
  } catch (error) {
    // Central takes no new customers at all: their orders come in all the same, for the default customer.
    if (!(error instanceof OdooError && isRefusal(error))) throw error;
    return { created: [], refused: customers.map((customer) => ({ customer, text: error.message })) };
  }
}

/** The name under which central knows a customer that we made (ir.model.data). */
export function customerExternalId(customer: BranchCustomer, branchCode: string): string {
  return `${externalIdModule}.customer_${identityOf(customer, branchCode)}`;
}

function identityOf({ id, createdAt, ...customer }: BranchCustomer, branchCode: string): string {
  const vat = plainVat(customer.vat);
  if (vat !== null) return `vat_${vat}`;
  const email = plainEmail(customer.email);
  if (email !== null) return `email_${digest(email)}`;
  const reference = plainReference(customer.reference);
  if (reference !== null) return `ref_${digest(reference)}`;
  return `${branchCode}_${id}_${createdAt.replace(/\D/g, '')}`;
}

/** Odoo takes no blanks in an external id, and everybody may read it: no address stands in it. */
function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/** Central's res.country of each of the branch's that the customers live in, by the code that is the same everywhere (ISO 3166-1). */
async function matchCountries(
  { branchClient, centralClient, signal }: CreateContext,
  customers: readonly BranchCustomer[],
): Promise<ReadonlyMap<number, number>> {
  const ids = [...new Set(customers.flatMap(({ countryId }) => countryId ?? []))];
  if (ids.length === 0) return new Map();
  const shape = { id: integer(), code: text() };
  const ofBranch = await branchClient.searchRead('res.country', shape, { domain: [['id', 'in', ids]], signal });
  const codes = ofBranch.flatMap(({ code }) => code ?? []);
  const ofCentral = await centralClient.searchRead('res.country', shape, { domain: [['code', 'in', codes]], signal });
  const idByCode = new Map(ofCentral.map(({ id, code }) => [code, id]));
  return new Map(
    ofBranch.flatMap(({ id, code }) => {
      const centralId = code === null ? undefined : idByCode.get(code);
      return centralId === undefined ? [] : [[id, centralId] as const];
    }),
  );
}

const fields = [
  'id',
  'name',
  'is_company',
  'vat',
  'email',
  'ref',
  'phone',
  'street',
  'street2',
  'zip',
  'city',
  'country_id/.id',
] as const;

function toTable(
  part: readonly (readonly [string, readonly BranchCustomer[]])[],
  countryIds: ReadonlyMap<number, number>,
): LoadTable {
  const rows = part.flatMap(([externalId, [customer]]) =>
    customer === undefined ? [] : [cellsOf(externalId, customer, countryIds)],
  );
  return { fields, rows, recordOfRow: rows.map((_, index) => index) };
}

function cellsOf(externalId: string, customer: BranchCustomer, countryIds: ReadonlyMap<number, number>): string[] {
  const { name, isCompany, vat, email, reference, phone, street, street2, zip, city } = customer;
  const countryId = countryIds.get(customer.countryId ?? 0);
  const optional = [vat, email, reference, phone, street, street2, zip, city].map((cell) => cell ?? '');
  return [externalId, name, isCompany ? '1' : '0', ...optional, countryId === undefined ? '' : String(countryId)];
}
