import type { OrderDetail } from '@branch-sync/contract';
import { Button } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { asked } from '../../api/ask.ts';
import { branchPath } from '../../api/branch.ts';
import { orderStatuses } from '../../format/words.ts';
import { Answer } from '../../ui/answer.tsx';
import { Page } from '../../ui/page.tsx';
import { State } from '../../ui/state.tsx';
import { OrderFacts } from './order-facts.tsx';
import { OrderFailures } from './order-failures.tsx';
import { OrderFlag } from './order-flag.tsx';
import { OrderHistory } from './order-history.tsx';
import { OrderSidesCard } from './order-sides.tsx';

const route = getRouteApi('/orders/$code/$id');

/** One order: what became of it, how it stands on both sides, and what happened to it. */
export function OrderView() {
  const { code, id } = route.useParams();
  const order = useQuery(asked<OrderDetail>('orders', branchPath(code, `/orders/${encodeURIComponent(id)}`)));
  const { data } = order;
  return (
    <Page
      title={data?.posReference ?? 'Order'}
      mark={data === undefined ? undefined : <State of={orderStatuses[data.status]} />}
      note={data === undefined ? undefined : `Sold at ${data.branchCode}`}
      actions={data?.centralUrl == null ? undefined : <OpenInCentral url={data.centralUrl} />}
    >
      <Answer of={order}>
        {(shown) => (
          <>
            <OrderFlag order={shown} />
            <OrderFailures order={shown} />
            <OrderSidesCard key={shown.id} order={shown} />
            <OrderFacts order={shown} />
            <OrderHistory order={shown} />
          </>
        )}
      </Answer>
    </Page>
  );
}

function OpenInCentral({ url }: { readonly url: string }) {
  return (
    <Button
      component="a"
      href={url}
      target="_blank"
      rel="noreferrer"
      variant="default"
      rightSection={<IconExternalLink size={16} aria-hidden />}
    >
      Open in central<span className="unseen"> (in a new tab)</span>
    </Button>
  );
}
