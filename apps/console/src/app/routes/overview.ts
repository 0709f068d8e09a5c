import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../root.tsx';
import { oneOfIn, read, textIn } from '../search.ts';

const states = ['paused', 'offline', 'behind', 'never_run', 'waiting', 'healthy'] as const;

const spans = [1, 6, 24] as const;
const kinds = ['receive', 'push', 'reconcile'] as const;

export const overviewRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  validateSearch: (search: Record<string, unknown>) => read({ q: textIn(search, 'q'), state: oneOfIn(search, 'state', states) }),
  component: lazyRouteComponent(() => import('../../views/overview/overview.tsx'), 'OverviewView'),
});

export const scheduleRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/schedule',
  validateSearch: (search: Record<string, unknown>) =>
    read({
      /** How far it looks. */
      hours: spans.find((hours) => String(hours) === textIn(search, 'hours')),
      kind: oneOfIn(search, 'kind', kinds),
      q: textIn(search, 'q'),
    }),
  component: lazyRouteComponent(() => import('../../views/schedule/schedule.tsx'), 'ScheduleView'),
});
