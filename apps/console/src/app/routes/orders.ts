import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../root.tsx';
import { dayIn, oneOfIn, read, textIn } from '../search.ts';

const statuses = ['imported', 'failed', 'skipped'] as const;
const centralStates = ['draft', 'sent', 'sale', 'cancelled', 'deleted'] as const;

export const ordersRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/orders',
  validateSearch: (search: Record<string, unknown>) =>
    read({
      q: textIn(search, 'q'),
      branch: textIn(search, 'branch'),
      status: oneOfIn(search, 'status', statuses),
      centralState: oneOfIn(search, 'centralState', centralStates),
      flagged: oneOfIn(search, 'flagged', ['true', 'false'] as const),
      /** Central's res.partner. */
      customer: textIn(search, 'customer'),
      amount: textIn(search, 'amount'),
      /** Days of the viewer's calendar, both included. */
      from: dayIn(search, 'from'),
      to: dayIn(search, 'to'),
    }),
  component: lazyRouteComponent(() => import('../../views/orders/orders.tsx'), 'OrdersView'),
});

export const orderRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/orders/$code/$id',
  component: lazyRouteComponent(() => import('../../views/orders/order.tsx'), 'OrderView'),
});
