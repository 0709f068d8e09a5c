import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../root.tsx';
import { read, textIn } from '../search.ts';

export const jobsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/jobs',
  /** Bull Board's own address, below /queues. */
  validateSearch: (search: Record<string, unknown>) => read({ at: textIn(search, 'at') }),
  component: lazyRouteComponent(() => import('../../views/jobs/jobs.tsx'), 'JobsView'),
});
