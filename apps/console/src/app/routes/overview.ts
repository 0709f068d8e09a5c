import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../root.tsx';
import { given, oneOfIn, textIn } from '../search.ts';

const states = ['paused', 'offline', 'behind', 'never_run', 'waiting', 'healthy'] as const;

export const overviewRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  validateSearch: (search: Record<string, unknown>) => given({ q: textIn(search, 'q'), state: oneOfIn(search, 'state', states) }),
  component: lazyRouteComponent(() => import('../../views/overview/overview.tsx'), 'OverviewView'),
});

export const scheduleRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/schedule',
  component: lazyRouteComponent(() => import('../../views/schedule/schedule.tsx'), 'ScheduleView'),
});
