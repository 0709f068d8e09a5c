import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../root.tsx';
import { oneOfIn, read, textIn } from '../search.ts';

const statuses = ['open', 'retrying', 'resolved', 'dismissed'] as const;
const classes = ['transient', 'waiting', 'permanent'] as const;
const severities = ['error', 'warning', 'info'] as const;
const kinds = ['receive', 'push', 'reconcile'] as const;

const filterOf = (search: Record<string, unknown>) =>
  read({
    branch: textIn(search, 'branch'),
    code: textIn(search, 'code'),
    class: oneOfIn(search, 'class', classes),
    severity: oneOfIn(search, 'severity', severities),
    kind: oneOfIn(search, 'kind', kinds),
    status: oneOfIn(search, 'status', statuses),
    q: textIn(search, 'q'),
  });

export const failuresRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/failures',
  validateSearch: filterOf,
  component: lazyRouteComponent(() => import('../../views/failures/failures.tsx'), 'FailuresView'),
});

export const failureGroupRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/failures/$group',
  validateSearch: (search: Record<string, unknown>) =>
    read({
      branch: textIn(search, 'branch'),
      status: oneOfIn(search, 'status', statuses),
      /** The failure that is unfolded. */
      failure: textIn(search, 'failure'),
    }),
  component: lazyRouteComponent(() => import('../../views/failures/group.tsx'), 'FailureGroupView'),
});
