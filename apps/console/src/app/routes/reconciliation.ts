import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../root.tsx';
import { dayIn, oneOfIn, read, textIn } from '../search.ts';

const statuses = ['agrees', 'differs', 'not_yet'] as const;

export const reconciliationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/reconciliation',
  validateSearch: (search: Record<string, unknown>) =>
    read({
      branch: textIn(search, 'branch'),
      status: oneOfIn(search, 'status', statuses),
      /** The last day that is shown. */
      to: dayIn(search, 'to'),
    }),
  component: lazyRouteComponent(() => import('../../views/reconciliation/reconciliation.tsx'), 'ReconciliationView'),
});

export const reconciledDayRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/reconciliation/$code/$day',
  validateSearch: (search: Record<string, unknown>) => read({ kind: textIn(search, 'kind') }),
  component: lazyRouteComponent(() => import('../../views/reconciliation/day.tsx'), 'ReconciledDayView'),
});
