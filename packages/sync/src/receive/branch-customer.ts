import { flag, integer, many2one, moment, type RowOf, text } from '@branch-sync/odoo';
import type { CustomerKeys } from './match-customer.ts';
import type { ResolveContext } from './receive-context.ts';

const shape = {
  id: integer(),
  name: text(),
  vat: text(),
  email: text(),
  ref: text(),
  phone: text(),
  street: text(),
  street2: text(),
  zip: text(),
  city: text(),
  country_id: many2one(),
  is_company: flag(),
  create_date: moment(),
};

/** A POS customer as the branch has it (res.partner). */
export interface BranchCustomer extends CustomerKeys {
  readonly id: number;
  readonly name: string;
  readonly phone: string | null;
  readonly street: string | null;
  readonly street2: string | null;
  readonly zip: string | null;
  readonly city: string | null;
  /** The branch's res.country. */
  readonly countryId: number | null;
  readonly isCompany: boolean;
  /** When the branch made it: Odoo text, UTC. It tells this record from another one that has its id in another database. */
  readonly createdAt: string;
}

/** The customers of these ids, archived or not, in one call. Throws `OdooError`. */
export async function readBranchCustomers(
  { branchClient, signal }: Pick<ResolveContext, 'branchClient' | 'signal'>,
  ids: readonly number[],
): Promise<BranchCustomer[]> {
  if (ids.length === 0) return [];
  const domain = [['id', 'in', [...ids]]];
  const rows = await branchClient.searchRead('res.partner', shape, { domain, context: { active_test: false }, signal });
  return rows.map(toCustomer);
}

function toCustomer({
  id,
  name,
  vat,
  email,
  ref,
  phone,
  street,
  street2,
  zip,
  city,
  ...row
}: RowOf<typeof shape>): BranchCustomer {
  return {
    id,
    name: name ?? `#${id}`,
    vat,
    email,
    reference: ref,
    phone: phone === '' ? null : phone,
    street,
    street2,
    zip,
    city,
    countryId: row.country_id?.id ?? null,
    isCompany: row.is_company,
    createdAt: row.create_date ?? '',
  };
}
