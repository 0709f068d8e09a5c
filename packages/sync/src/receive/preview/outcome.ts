import type { Branch } from '@branch-sync/db';
import { missingRecord } from '../refused-order.ts';
import type { OrderProblem, Resolution, ResolvedOrder } from '../resolved-order.ts';
import { noteTexts } from '../to-sale-order.ts';
import type { Draft } from './draft-of-rows.ts';
import type { NamesInCentral } from './names-in-central.ts';
import type { UnmadeCustomers } from './unmade-customers.ts';

/** A draft, and what central calls what it names. */
export interface NamedDraft {
  readonly resolved: ResolvedOrder;
  readonly draft: Draft;
  /** The order's own notes, and what it refunds. */
  readonly notes: readonly string[];
  /** Of a record that a draft names; a customer who is yet to be made by the name that he would have. */
  nameOf(model: string, id: number): string;
}

/** What would become of an order. */
export type PreviewOutcome =
  | { readonly kind: 'already_there' }
  | { readonly kind: 'failed'; readonly problem: Omit<OrderProblem, 'technical'> }
  | { readonly kind: 'ready'; readonly draft: NamedDraft };

/** An order that could not be resolved: of several reasons the first. */
export function failedOutcome({ problems: [problem] }: Extract<Resolution, { kind: 'failed' }>): PreviewOutcome {
  if (problem === undefined) throw new Error('An order that cannot be written says why.');
  return { kind: 'failed', problem };
}

/** An order that could be sent. What its head names and central does not have is what central would refuse it for. */
export function outcomeOf(
  branch: Branch,
  { resolved, draft }: Pick<NamedDraft, 'resolved' | 'draft'>,
  names: NamesInCentral,
  unmade: UnmadeCustomers,
): PreviewOutcome {
  const nameOf = (model: string, id: number) => (id < 0 ? unmade.nameOf(id) : names.nameOf(model, id)) ?? null;
  const head = [
    ['partner_id', 'res.partner', draft.customerId],
    ['user_id', 'res.users', draft.salespersonId],
    ['warehouse_id', 'stock.warehouse', draft.warehouseId],
    ['pricelist_id', 'product.pricelist', draft.pricelistId],
    ['company_id', 'res.company', draft.companyId],
  ] as const;
  for (const [field, model, id] of head) {
    const problem = id === null || nameOf(model, id) !== null ? null : missingRecord(branch, resolved, field);
    if (problem !== null) return { kind: 'failed', problem };
  }
  const named = (model: string, id: number) => nameOf(model, id) ?? `#${id}`;
  return { kind: 'ready', draft: { resolved, draft, notes: noteTexts(resolved), nameOf: named } };
}
