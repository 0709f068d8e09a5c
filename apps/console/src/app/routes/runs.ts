import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../root.tsx';
import { dayIn, oneOfIn, read, textIn } from '../search.ts';

const kinds = ['receive', 'push', 'reconcile'] as const;
const statuses = ['queued', 'running', 'succeeded', 'partial', 'failed', 'cancelled'] as const;
const triggers = ['manual', 'schedule', 'retry'] as const;
const actions = ['create', 'update', 'same', 'left', 'conflict', 'blocked', 'waiting', 'outdated'] as const;

export const runsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/runs',
  validateSearch: (search: Record<string, unknown>) =>
    read({
      branch: textIn(search, 'branch'),
      kind: oneOfIn(search, 'kind', kinds),
      status: oneOfIn(search, 'status', statuses),
      trigger: oneOfIn(search, 'trigger', triggers),
      from: dayIn(search, 'from'),
      to: dayIn(search, 'to'),
    }),
  component: lazyRouteComponent(() => import('../../views/runs/runs.tsx'), 'RunsView'),
});

export const runRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/runs/$id',
  /** Which of a push's records are shown. */
  validateSearch: (search: Record<string, unknown>) => read({ action: oneOfIn(search, 'action', actions) }),
  component: lazyRouteComponent(() => import('../../views/runs/run.tsx'), 'RunView'),
});
