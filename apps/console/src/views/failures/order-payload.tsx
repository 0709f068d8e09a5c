import type { Failure } from '@branch-sync/contract';
import { moneyText } from '../../format/money.ts';
import { Facts } from '../../ui/facts.tsx';
import { Money } from '../../ui/money.tsx';
import { Table } from '../../ui/table.tsx';
import classes from './failure-detail.module.css';
import type { Payload, PosLine, PosOrder } from './payload.ts';
import { SentSide } from './sent-side.tsx';

interface Props {
  readonly payload: Extract<Payload, { readonly kind: 'order' }>;
  readonly failure: Failure;
}

/** The POS order as it was received, and beside it the Sales Order as it was sent. */
export function OrderPayload({ payload: { posOrder, sent, leftOut }, failure }: Props) {
  return (
    <>
      <div className={classes['sides']}>
        <PosSide order={posOrder} failure={failure} />
        <SentSide sent={sent} currency={posOrder.currency} />
      </div>
      {leftOut === null ? null : <p className={classes['small']}>Left out to keep it small: {leftOut}.</p>}
    </>
  );
}

function PosSide({ order, failure }: { readonly order: PosOrder; readonly failure: Failure }) {
  const { currency } = order;
  const isCause = ({ productId }: PosLine) =>
    failure.causeModel === 'product.product' && productId !== null && productId === failure.causeRemoteId;
  return (
    <section className={classes['side']} aria-label="POS order, as received">
      <h3>POS order, as received</h3>
      <div className={classes['facts']}>
        <Facts
          of={[
            { name: 'Order', value: `${order.name} (${order.reference})` },
            { name: 'Ordered (UTC)', value: order.dateOrder },
            { name: 'Total', value: <Money amount={amountOf(order.total)} currency={currency} /> },
            { name: 'Customer', value: order.customerId === null ? 'none' : `#${order.customerId}` },
            { name: 'Cashier', value: order.cashierId === null ? 'none' : `#${order.cashierId}` },
            {
              name: 'Paid',
              value: order.payments
                .map(({ method, amount }) => `${method} ${amount === null ? '' : moneyText(String(amount), currency)}`)
                .join(', '),
            },
            ...(order.refundOf.length === 0 ? [] : [{ name: 'Refund of', value: order.refundOf.join(', ') }]),
            ...(order.notes.length === 0 ? [] : [{ name: 'Notes', value: order.notes.join(', ') }]),
          ]}
        />
      </div>
      <Table
        label="Lines of the POS order"
        rows={order.lines.map((line, index) => ({ ...line, index }))}
        keyOf={({ index }) => String(index)}
        isMarked={isCause}
        columns={[
          {
            head: 'Product',
            isWide: true,
            cell: (line) => (
              <span>
                {line.product}
                {isCause(line) ? <span className={classes['cause']}> (this one)</span> : null}
                {line.details.length === 0 ? null : <span className={classes['small']}>{line.details.join('\n')}</span>}
              </span>
            ),
          },
          { head: 'Quantity', isNumber: true, cell: ({ quantity, unit }) => `${quantity ?? '–'} ${unit ?? ''}` },
          { head: 'Price', isNumber: true, cell: ({ priceUnit }) => <Money amount={amountOf(priceUnit)} currency={currency} /> },
          {
            head: 'Discount',
            isNumber: true,
            cell: ({ discount }) => (discount === null || discount === 0 ? '–' : `${discount} %`),
          },
          { head: 'Taxes', isNumber: true, cell: ({ taxIds }) => taxIds.map((id) => `#${id}`).join(', ') || '–' },
        ]}
      />
    </section>
  );
}

/** Odoo tells amounts as floats; the failure keeps them so. */
function amountOf(amount: number | null): string | null {
  return amount === null ? null : String(amount);
}
