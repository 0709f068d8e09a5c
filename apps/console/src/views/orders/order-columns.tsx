import type { Order } from '@branch-sync/contract';
import { Link } from '@tanstack/react-router';
import { isSome } from '../../format/decimal.ts';
import { centralStates, orderStatuses } from '../../format/words.ts';
import { BranchLink } from '../../ui/branch-link.tsx';
import { BranchMoment } from '../../ui/branch-moment.tsx';
import { Money } from '../../ui/money.tsx';
import { OutwardLink } from '../../ui/outward-link.tsx';
import { State } from '../../ui/state.tsx';
import type { Column } from '../../ui/table.tsx';
import classes from './orders.module.css';

const always: readonly Column<Order>[] = [
  {
    head: 'POS order',
    cell: ({ id, branchCode, posReference }) => (
      <Link to="/orders/$code/$id" params={{ code: branchCode, id }} className={classes['name']}>
        {posReference}
      </Link>
    ),
  },
  { head: 'Branch', cell: ({ branchCode }) => <BranchLink code={branchCode} /> },
  { head: 'Sold', cell: ({ orderedAt, branchCode }) => <BranchMoment at={orderedAt} branch={branchCode} as="clock" /> },
  { head: 'Status', cell: ({ status }) => <State of={orderStatuses[status]} /> },
  { head: 'Sales Order', cell: (order) => <SalesOrder order={order} /> },
  {
    head: 'In central',
    cell: ({ centralState }) => (centralState === null ? null : <State of={centralStates[centralState]} />),
  },
  { head: 'Till', isNumber: true, cell: ({ posTotal, currency }) => <Money amount={posTotal} currency={currency} /> },
  {
    head: 'Central',
    isNumber: true,
    cell: ({ centralTotal, currency }) => (centralTotal === null ? null : <Money amount={centralTotal} currency={currency} />),
  },
];

const difference: Column<Order> = {
  head: 'Difference',
  isNumber: true,
  cell: ({ difference: amount, currency }) =>
    isSome(amount) ? (
      <span className={classes['differs']}>
        <Money amount={amount} currency={currency} />
      </span>
    ) : null,
};

const flag: Column<Order> = {
  head: 'Flag',
  cell: ({ flagMessage }) =>
    flagMessage === null ? null : <State of={{ word: 'To look at', tone: 'warn' }} title={flagMessage} />,
};

/** What a list of orders tells of each: differences and flags only where one of them has any. */
export function orderColumns(orders: readonly Order[]): readonly Column<Order>[] {
  return [
    ...always,
    ...(orders.some((order) => isSome(order.difference)) ? [difference] : []),
    ...(orders.some(({ flagMessage }) => flagMessage !== null) ? [flag] : []),
  ];
}

/** The Sales Order, and the way to it in central's Odoo. */
export function SalesOrder({ order: { centralId, centralName, centralUrl } }: { readonly order: Order }) {
  if (centralId === null) return null;
  const name = centralName ?? `#${centralId}`;
  return centralUrl === null ? name : <OutwardLink href={centralUrl}>{name}</OutwardLink>;
}
