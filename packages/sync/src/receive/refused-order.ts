import type { FailureTechnical } from '@branch-sync/db';
import { redact } from '@branch-sync/redaction';
import { describeFailure, type FailureDescription } from '../failures/catalogue.ts';
import { firstLineOf, lastLineOf, technicalOf } from '../failures/describe-odoo-error.ts';
import type { Refusal } from '../loading/load-records.ts';
import { branchInWords, orderInWords } from './order-words.ts';
import type { ReceiveContext } from './receive-context.ts';
import type { CauseRecord, OrderProblem, ResolvedOrder } from './resolved-order.ts';
import { withoutPeople } from './without-people.ts';

/** The settings of a branch that a refusal may be about. */
export type RefusedBranch = Pick<
  ReceiveContext['branch'],
  'code' | 'name' | 'defaultCustomerId' | 'defaultSalespersonId' | 'warehouseId' | 'pricelistId' | 'companyId'
>;

/** What central, at this host, said of an order that it did not take. */
type OrderRefusal = Refusal & { readonly host: string };

/** A refusal as the order's own problem: a record that is gone in central where Odoo says so, else Odoo's own words, but for the order's people. */
export function problemOfRefusal(branch: RefusedBranch, resolved: ResolvedOrder, refusal: OrderRefusal): OrderProblem {
  const { lastLine, ...call } = technicalOfRefusal(refusal);
  const technical = { ...call, lastLine: redact(withoutPeople(lastLine, resolved.order)) };
  const isGone = /No matching record found/i.test(refusal.text);
  const gone = isGone ? missingRecord(branch, resolved, refusal.field) : null;
  if (gone !== null) return { ...gone, technical };
  const detail = redact(firstLineOf(withoutPeople(refusal.text, resolved.order)));
  const description = describeFailure('order.rejected', { ...wordsOf(branch, resolved), detail });
  return { ...description, fingerprint: `order.rejected ${detail}`, causeRecord: null, technical };
}

type Gone = Omit<OrderProblem, 'technical'>;

/** Which of the records that an order's head names central does not have, by the field of the head; null where it is none of them. */
export function missingRecord(branch: RefusedBranch, resolved: ResolvedOrder, field: string | null): Gone | null {
  const words = wordsOf(branch, resolved);
  const { salespersonId, order } = resolved;
  const customerId = resolved.customer.id;
  switch (field) {
    case 'partner_id': {
      const isDefault = customerId === branch.defaultCustomerId;
      const description = describeFailure('customer.gone', { ...words, customer: String(customerId) });
      const causeRecord = recordOf('res.partner', isDefault ? null : order.customer);
      return { ...description, fingerprint: `customer ${customerId}`, causeRecord };
    }
    case 'user_id': {
      const isDefault = salespersonId === branch.defaultSalespersonId;
      const description = describeFailure('salesperson.gone', { ...words, salesperson: String(salespersonId) });
      const causeRecord = recordOf('res.users', isDefault ? null : order.cashier);
      return { ...description, fingerprint: `salesperson ${salespersonId}`, causeRecord };
    }
    case 'warehouse_id':
      return ofBranch(describeFailure('warehouse.gone', { ...words, warehouse: String(branch.warehouseId) }), branch);
    case 'pricelist_id':
      return ofBranch(describeFailure('pricelist.gone', { ...words, pricelist: String(branch.pricelistId) }), branch);
    case 'company_id':
      return ofBranch(describeFailure('company.gone', { ...words, company: String(branch.companyId) }), branch);
    default:
      return null;
  }
}

/** A setting of the branch is to be changed, and it is one cause for each branch. */
function ofBranch(description: FailureDescription, { code }: RefusedBranch): Gone {
  return { ...description, fingerprint: `settings of ${code}`, causeRecord: null };
}

function recordOf(model: CauseRecord['model'], record: { readonly id: number } | null): CauseRecord | null {
  return record === null ? null : { model, remoteId: record.id };
}

function wordsOf(branch: RefusedBranch, { order }: ResolvedOrder) {
  return { order: orderInWords(order), branch: branchInWords(branch) };
}

function technicalOfRefusal({ text, error, host }: OrderRefusal): FailureTechnical {
  if (error !== null) return technicalOf(error);
  const call = { host, model: 'sale.order', method: 'load' };
  return { ...call, kind: 'rejected', httpStatus: null, faultCode: null, lastLine: lastLineOf(text), tookMs: null };
}
