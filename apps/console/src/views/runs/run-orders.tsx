import type { Run, RunOrder } from '@branch-sync/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { listed } from '../../api/ask.ts';
import { runOrderOutcomes } from '../../format/words.ts';
import { isOver } from '../../live/run.ts';
import { List } from '../../ui/list.tsx';
import { Card } from '../../ui/page.tsx';
import { State } from '../../ui/state.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import classes from './run.module.css';

/** What became of each order that a receive was asked for, or wrote. */
export function RunOrders({ run }: { readonly run: Run }) {
  const orders = useInfiniteQuery(listed<RunOrder>('runs', `/api/runs/${run.id}/orders`));
  const isNamed = Array.isArray(run.request['orderIds']);
  return (
    <Card
      title="Orders"
      note={isNamed ? 'Those that it was asked for' : 'Those that it wrote and no later run has taken up'}
      isFlush
    >
      <List of={orders} empty={isOver(run) ? 'It wrote no order.' : 'It has written no order yet.'}>
        {(items) => (
          <Table
            label="Orders of the run"
            columns={columnsOf(run.branchCode)}
            rows={items}
            keyOf={({ remoteId }) => String(remoteId)}
          />
        )}
      </List>
    </Card>
  );
}

function columnsOf(code: string): readonly Column<RunOrder>[] {
  return [
    {
      head: 'POS order',
      cell: ({ orderId, posReference, remoteId }) =>
        orderId === null ? (
          `#${remoteId}`
        ) : (
          <Link to="/orders/$code/$id" params={{ code, id: orderId }} className={classes['name']}>
            {posReference ?? `#${remoteId}`}
          </Link>
        ),
    },
    { head: 'Outcome', cell: ({ outcome }) => <State of={runOrderOutcomes[outcome]} /> },
    { head: 'Sales Order', cell: ({ centralName }) => centralName },
    {
      head: 'Why not',
      isWide: true,
      cell: ({ failure }) => failure?.title,
    },
  ];
}
