import type { Order } from '@branch-sync/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { asked, type Page } from '../../../api/ask.ts';
import { Answer } from '../../../ui/answer.tsx';
import { Card } from '../../../ui/page.tsx';
import { Table } from '../../../ui/table.tsx';
import { orderColumns } from '../../orders/order-columns.tsx';

/** A branch's latest orders. */
export function LatestOrders({ code }: { readonly code: string }) {
  const query = useQuery(asked<Page<Order>>('orders', '/api/orders', { branch: code, limit: 6 }));
  const all = (
    <Link to="/orders" search={{ branch: code }}>
      All orders
    </Link>
  );
  return (
    <Card title="Latest orders" actions={all} isFlush>
      <Answer of={query} isEmpty={({ items }) => items.length === 0} empty="No order has come in yet.">
        {({ items }) => (
          <Table
            label="Latest orders"
            columns={orderColumns(items).filter(({ head }) => head !== 'Branch')}
            rows={items}
            keyOf={({ id }) => id}
          />
        )}
      </Answer>
    </Card>
  );
}
