import { type LearnedLink, linksOf } from '@branch-sync/db';
import { flag, integer, many2one, text } from '@branch-sync/odoo';
import { firstLineOf } from '../failures/describe-odoo-error.ts';
import { type BranchCustomer, readBranchCustomers } from './branch-customer.ts';
import type { CreatedCustomers } from './create-customers.ts';
import type { LearnedLinks } from './learned-links.ts';
import { type CustomerCandidate, matchCustomer, plainEmail, plainReference, plainVat } from './match-customer.ts';
import type { NamedRecords } from './named-records.ts';
import type { PosOrder } from './pos-order.ts';
import type { ResolveContext } from './receive-context.ts';

const centralCustomer = {
  id: integer(),
  name: text(),
  vat: text(),
  email_normalized: text(),
  ref: text(),
  parent_id: many2one(),
  active: flag(),
};

/** Why an order went to the branch's default customer though its own is known by name. */
export type CustomerDoubt =
  | { readonly code: 'customer.ambiguous'; readonly customer: string; readonly candidates: string }
  | { readonly code: 'customer.refused'; readonly customer: string; readonly detail: string };

/** Whom a Sales Order is for; `id` is central's (res.partner). */
export interface ResolvedCustomer {
  readonly id: number;
  readonly doubt: CustomerDoubt | null;
}

/** Which central customer each of the branch's is, by the branch's rule; asked page by page, remembered for the run. */
export interface CustomerCatalogue {
  /** Looks up all customers of a page that are not known yet, and makes those that the rule says to make. Throws `OdooError`. */
  prepare(orders: readonly PosOrder[]): Promise<void>;
  resolve(order: PosOrder): ResolvedCustomer;
}

/** Makes central's records of customers that it does not have, as the rule says. Throws `OdooError`. */
export type MakeCustomers = (customers: readonly BranchCustomer[]) => Promise<CreatedCustomers>;

const model = 'res.partner';

export function createCustomerCatalogue(
  context: ResolveContext,
  links: LearnedLinks,
  names: NamedRecords,
  make: MakeCustomers,
): CustomerCatalogue {
  const { branch } = context;
  const found = new Map<number, ResolvedCustomer>();
  const toDefault = (doubt: CustomerDoubt | null): ResolvedCustomer => ({ id: branch.defaultCustomerId, doubt });

  function learn(
    remoteId: number,
    central: NonNullable<LearnedLink['found']> & { id: number },
    source: LearnedLink['source'],
  ): void {
    const { id: centralId, name, state } = central;
    found.set(remoteId, { id: centralId, doubt: null });
    links.learn({ model, remoteId, centralId, source, found: { name, state } });
  }

  async function match(linked: ReadonlyMap<number, number>, unlinked: readonly number[]): Promise<BranchCustomer[]> {
    const customers = await readBranchCustomers(context, unlinked);
    for (const { id, reference, vat } of customers) {
      names.describe(model, id, { ...(reference ? { reference } : {}), ...(vat ? { vat } : {}) });
    }
    const candidates = await searchCandidates(context, [...linked.values()], customers);
    const ids = new Set(candidates.map(({ id }) => id));
    // What a person has linked by hand stays, and its orders tell that it is gone.
    for (const [remoteId, centralId] of linked) if (!ids.has(centralId)) links.forget({ model, remoteId });
    const unknown: BranchCustomer[] = [];
    for (const customer of customers) {
      const match = matchCustomer(customer, candidates);
      if (match.kind === 'found') learn(customer.id, stateOf(match.centralId, candidates), match.by);
      else if (match.kind === 'not_found') unknown.push(customer);
      else found.set(customer.id, toDefault(ambiguous(customer, match.candidates)));
    }
    return unknown;
  }

  return {
    async prepare(orders) {
      const named = [...new Set(orders.flatMap(({ customer }) => customer?.id ?? []))].filter((id) => !found.has(id));
      if (named.length === 0) return;
      const linked = await linksOf(context.db, branch.id, model, named);
      for (const [remoteId, centralId] of linked) found.set(remoteId, { id: centralId, doubt: null });
      if (branch.customerRule === 'default') return;
      const unknown = await match(
        linked,
        named.filter((id) => !linked.has(id)),
      );
      if (branch.customerRule === 'match') return;
      const { created, refused } = await make(unknown);
      for (const { customer, centralId } of created) {
        learn(customer.id, { id: centralId, name: customer.name, state: 'active' }, 'created');
      }
      for (const { customer, text } of refused) found.set(customer.id, toDefault(refusedBy(customer, text)));
    },

    resolve: ({ customer }) => (customer === null ? undefined : found.get(customer.id)) ?? toDefault(null),
  };
}

async function searchCandidates(
  { branch, centralClient, signal }: ResolveContext,
  linkedIds: readonly number[],
  customers: readonly BranchCustomer[],
): Promise<CustomerCandidate[]> {
  const vats = distinct(customers.flatMap(({ vat }) => [vat, plainVat(vat)]));
  const emails = distinct(customers.map(({ email }) => plainEmail(email)));
  const references = distinct(customers.map(({ reference }) => plainReference(reference)));
  if (linkedIds.length + vats.length + emails.length + references.length === 0) return [];
  const company = branch.companyId === null ? [] : ['&', ['company_id', 'in', [false, branch.companyId]]];
  const byKey = ['|', '|', ['vat', 'in', vats], ['email_normalized', 'in', emails], ['ref', 'in', references]];
  const rows = await centralClient.searchRead(model, centralCustomer, {
    domain: ['|', ['id', 'in', [...linkedIds]], ...company, ...byKey],
    order: 'id',
    context: { active_test: false },
    signal,
  });
  return rows.map((row) => ({
    id: row.id,
    name: row.name ?? '',
    vat: row.vat,
    email: row.email_normalized,
    reference: row.ref,
    hasParent: row.parent_id !== null,
    isActive: row.active,
  }));
}

function stateOf(id: number, candidates: readonly CustomerCandidate[]) {
  const candidate = candidates.find((one) => one.id === id);
  return { id, name: candidate?.name ?? '', state: candidate?.isActive === false ? ('archived' as const) : ('active' as const) };
}

function ambiguous({ name }: BranchCustomer, candidates: readonly CustomerCandidate[]): CustomerDoubt {
  const names = candidates.slice(0, 5).map((candidate) => `${candidate.name} #${candidate.id}`);
  return { code: 'customer.ambiguous', customer: name, candidates: names.join(', ') };
}

function refusedBy({ name }: BranchCustomer, text: string): CustomerDoubt {
  return { code: 'customer.refused', customer: name, detail: firstLineOf(text) };
}

function distinct(texts: readonly (string | null)[]): string[] {
  return [...new Set(texts.flatMap((one) => one ?? []))];
}
