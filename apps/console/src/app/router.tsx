import { createRouter } from '@tanstack/react-router';
import { Waiting } from '../ui/answer.tsx';
import { FailedView } from './failed-view.tsx';
import { rootRoute } from './root.tsx';
import { branchRoutes, newBranchRoute } from './routes/branches.ts';
import { failureGroupRoute, failuresRoute } from './routes/failures.ts';
import { jobsRoute } from './routes/jobs.ts';
import { orderRoute, ordersRoute } from './routes/orders.ts';
import { overviewRoute, scheduleRoute } from './routes/overview.ts';
import { pushRoute } from './routes/push.ts';
import { reconciledDayRoute, reconciliationRoute } from './routes/reconciliation.ts';
import { runRoute, runsRoute } from './routes/runs.ts';
import { settingsRoutes } from './routes/settings.ts';

const routeTree = rootRoute.addChildren([
  overviewRoute,
  scheduleRoute,
  newBranchRoute,
  branchRoutes,
  failuresRoute,
  failureGroupRoute,
  pushRoute,
  runsRoute,
  runRoute,
  ordersRoute,
  orderRoute,
  reconciliationRoute,
  reconciledDayRoute,
  jobsRoute,
  settingsRoutes,
]);

/** The views by their addresses; each is loaded when it is gone to, or pointed at. */
export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  defaultPendingComponent: Waiting,
  defaultErrorComponent: FailedView,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
