import type { OrderDetail } from '@branch-sync/contract';
import { Link } from '@tanstack/react-router';
import { isSome } from '../../format/decimal.ts';
import { moneyText } from '../../format/money.ts';
import { centralStates } from '../../format/words.ts';
import { BranchLink } from '../../ui/branch-link.tsx';
import { BranchMoment } from '../../ui/branch-moment.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { type Fact, Facts } from '../../ui/facts.tsx';
import { Money } from '../../ui/money.tsx';
import { Card } from '../../ui/page.tsx';
import { State } from '../../ui/state.tsx';
import classes from './order.module.css';
import { SalesOrder } from './order-columns.tsx';

/** What the ledger has kept of an order. */
export function OrderFacts({ order }: { readonly order: OrderDetail }) {
  const { branchCode, remoteId, uuid, currency, centralId, centralState, centralSeenAt, runId, payments, adjustment } = order;
  const facts: readonly (Fact | null)[] = [
    { name: 'Branch', value: <BranchLink code={branchCode} /> },
    { name: 'Sold', value: <BranchMoment at={order.orderedAt} branch={branchCode} as="whole" /> },
    { name: 'POS order', value: `#${remoteId}` },
    uuid === null ? null : { name: 'Uuid', value: <CopyText text={uuid} what="the order’s uuid" /> },
    { name: 'Till total', value: <Money amount={order.posTotal} currency={currency} /> },
    { name: 'Paid', value: payments.map(({ method, amount }) => `${method} ${moneyText(amount, currency)}`).join(', ') || '–' },
    centralId === null ? null : { name: 'Sales Order', value: <SalesOrder order={order} /> },
    order.centralTotal === null
      ? null
      : { name: 'Central total, as it came in', value: <Money amount={order.centralTotal} currency={currency} /> },
    isSome(order.difference) ? { name: 'Difference', value: <Money amount={order.difference} currency={currency} /> } : null,
    isSome(adjustment) ? { name: 'Made up for', value: `A line of ours adds ${moneyText(adjustment, currency)}` } : null,
    centralState === null
      ? null
      : {
          name: 'Last seen in central',
          value: (
            <span className={classes['seen']}>
              <State of={centralStates[centralState]} />
              <BranchMoment at={centralSeenAt} branch={branchCode} />
            </span>
          ),
        },
    runId === null
      ? null
      : {
          name: 'Run',
          value: (
            <Link to="/runs/$id" params={{ id: runId }}>
              The run that wrote it last
            </Link>
          ),
        },
  ];
  return (
    <Card title="In the ledger">
      <Facts of={facts.filter((fact) => fact !== null)} />
    </Card>
  );
}
