import type { Order } from '@branch-sync/contract';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { listed } from '../../api/ask.ts';
import { isNarrowed } from '../../app/search.ts';
import { dayEnd, dayStart } from '../../format/days.ts';
import { List } from '../../ui/list.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { Table } from '../../ui/table.tsx';
import { orderColumns } from './order-columns.tsx';
import { OrderFilters } from './order-filters.tsx';

const route = getRouteApi('/orders');

/** The ledger: what became of every POS order. */
export function OrdersView() {
  const { from, to, ...others } = route.useSearch();
  const narrowed = isNarrowed(route.useSearch());
  const orders = useInfiniteQuery({
    ...listed<Order>('orders', '/api/orders', { ...others, from: dayStart(from), to: dayEnd(to) }),
    placeholderData: keepPreviousData,
  });
  return (
    <Page title="Orders">
      <OrderFilters />
      <Card isFlush>
        <List
          of={orders}
          empty={
            narrowed
              ? 'No order is like that. Widen the filters.'
              : 'No order has come in yet. Receive a branch, and its orders stand here.'
          }
        >
          {(items) => <Table label="Orders" columns={orderColumns(items)} rows={items} keyOf={({ id }) => id} />}
        </List>
      </Card>
    </Page>
  );
}
