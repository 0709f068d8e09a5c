import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../root.tsx';
import { oneOfIn, read, textIn } from '../search.ts';

const kinds = ['receive', 'push', 'reconcile'] as const;
const models = ['product.product', 'account.tax', 'res.partner', 'pos.payment.method', 'uom.uom', 'res.users'] as const;
const links = ['hand', 'barcode', 'reference', 'vat', 'email', 'values', 'created', 'pushed'] as const;
const states = [...links, 'stale', 'missing', 'default', 'unneeded'] as const;
const steps = ['connect', 'test', 'defaults', 'map', 'dry-run', 'schedule'] as const;

export const newBranchRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/branches/new',
  /** The branch, once it is made: a reload goes on where one was. */
  validateSearch: (search: Record<string, unknown>) =>
    read({ code: textIn(search, 'code'), step: oneOfIn(search, 'step', steps) }),
  component: lazyRouteComponent(() => import('../../views/new-branch/new-branch.tsx'), 'NewBranchView'),
});

const branchRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/branches/$code',
  component: lazyRouteComponent(() => import('../../views/branch/branch.tsx'), 'BranchView'),
});

const branchSummaryRoute = createRoute({
  getParentRoute: () => branchRoute,
  path: '/',
  component: lazyRouteComponent(() => import('../../views/branch/summary.tsx'), 'SummaryView'),
});

const branchConnectionRoute = createRoute({
  getParentRoute: () => branchRoute,
  path: '/connection',
  component: lazyRouteComponent(() => import('../../views/branch/connection.tsx'), 'ConnectionView'),
});

const branchDefaultsRoute = createRoute({
  getParentRoute: () => branchRoute,
  path: '/defaults',
  component: lazyRouteComponent(() => import('../../views/branch/defaults.tsx'), 'DefaultsView'),
});

const branchMappingsRoute = createRoute({
  getParentRoute: () => branchRoute,
  path: '/mappings',
  validateSearch: (search: Record<string, unknown>) =>
    read({
      model: oneOfIn(search, 'model', models),
      state: oneOfIn(search, 'state', states),
      q: textIn(search, 'q'),
    }),
  component: lazyRouteComponent(() => import('../../views/branch/mappings.tsx'), 'MappingsView'),
});

const branchScheduleRoute = createRoute({
  getParentRoute: () => branchRoute,
  path: '/schedule',
  /** The schedule that is edited. */
  validateSearch: (search: Record<string, unknown>) => read({ edit: oneOfIn(search, 'edit', kinds) }),
  component: lazyRouteComponent(() => import('../../views/branch/schedule.tsx'), 'BranchScheduleView'),
});

const branchMasterDataRoute = createRoute({
  getParentRoute: () => branchRoute,
  path: '/master-data',
  component: lazyRouteComponent(() => import('../../views/branch/master-data.tsx'), 'MasterDataView'),
});

export const branchRoutes = branchRoute.addChildren([
  branchSummaryRoute,
  branchConnectionRoute,
  branchDefaultsRoute,
  branchMappingsRoute,
  branchScheduleRoute,
  branchMasterDataRoute,
]);
