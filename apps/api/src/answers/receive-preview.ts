import type { PreviewedOrder } from '@branch-sync/contract';
import type { NamedDraft, PreviewedOrder as Previewed } from '@branch-sync/sync';

/** An order as it would come in, as the contract has it. */
export function previewedOrderAnswer({ order, orderedAt, posTotal, outcome }: Previewed): PreviewedOrder {
  return {
    remoteId: order.id,
    posReference: order.posReference,
    orderedAt: orderedAt.toISOString(),
    currency: order.currency.name,
    posTotal,
    outcome: outcome.kind,
    failure: outcome.kind === 'failed' ? failureAnswer(outcome.problem) : null,
    salesOrder: outcome.kind === 'ready' ? salesOrderAnswer(outcome.draft) : null,
  };
}

type Problem = Extract<Previewed['outcome'], { kind: 'failed' }>['problem'];

function failureAnswer({ code, title, message, fix, causeRecord }: Problem): PreviewedOrder['failure'] {
  return { code, title, message, fix, cause: causeRecord };
}

function salesOrderAnswer({ draft, notes, nameOf }: NamedDraft): PreviewedOrder['salesOrder'] {
  const named = (model: string, id: number) => ({ id, name: nameOf(model, id) });
  const namedOrNull = (model: string, id: number | null) => (id === null ? null : named(model, id));
  const { customerId } = draft;
  return {
    // Who is yet to be made has no id of central's.
    customer: { id: customerId > 0 ? customerId : null, name: nameOf('res.partner', customerId) },
    salesperson: namedOrNull('res.users', draft.salespersonId),
    warehouse: namedOrNull('stock.warehouse', draft.warehouseId),
    pricelist: namedOrNull('product.pricelist', draft.pricelistId),
    origin: draft.origin,
    lines: draft.lines.map(({ productId, taxIds, ...line }) => ({
      ...line,
      product: namedOrNull('product.product', productId),
      taxes: taxIds.map((id) => named('account.tax', id)),
    })),
    note: notes.length === 0 ? null : notes.join('\n'),
  };
}
