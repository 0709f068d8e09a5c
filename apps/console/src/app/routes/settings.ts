import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../root.tsx';
import { dayIn, read, textIn } from '../search.ts';

const settingsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings',
  component: lazyRouteComponent(() => import('../../views/settings/settings.tsx'), 'SettingsView'),
});

const centralRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/',
  component: lazyRouteComponent(() => import('../../views/settings/central.tsx'), 'CentralView'),
});

const peopleRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/people',
  /** Whose sign-ins are shown. */
  validateSearch: (search: Record<string, unknown>) => read({ person: textIn(search, 'person') }),
  component: lazyRouteComponent(() => import('../../views/settings/people.tsx'), 'PeopleView'),
});

const keysRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/keys',
  component: lazyRouteComponent(() => import('../../views/settings/keys.tsx'), 'KeysView'),
});

const sessionsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/sessions',
  component: lazyRouteComponent(() => import('../../views/settings/sessions.tsx'), 'SessionsView'),
});

const workersRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/workers',
  component: lazyRouteComponent(() => import('../../views/settings/workers.tsx'), 'WorkersView'),
});

const alertsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/alerts',
  validateSearch: (search: Record<string, unknown>) =>
    read({
      /** Those that stand, or those that are over. */
      state: search['state'] === 'resolved' ? ('resolved' as const) : undefined,
      /** Of which it is shown what was sent. */
      alert: textIn(search, 'alert'),
    }),
  component: lazyRouteComponent(() => import('../../views/settings/alerts/alerts.tsx'), 'AlertsView'),
});

const auditRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/audit',
  validateSearch: (search: Record<string, unknown>) =>
    read({
      actor: textIn(search, 'actor'),
      action: textIn(search, 'action'),
      branch: textIn(search, 'branch'),
      from: dayIn(search, 'from'),
      until: textIn(search, 'until'),
      requestId: textIn(search, 'requestId'),
      /** The entry that is unfolded. */
      entry: textIn(search, 'entry'),
    }),
  component: lazyRouteComponent(() => import('../../views/settings/audit.tsx'), 'AuditView'),
});

const aboutRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/about',
  /** Which licences are searched for. */
  validateSearch: (search: Record<string, unknown>) => read({ q: textIn(search, 'q') }),
  component: lazyRouteComponent(() => import('../../views/settings/about.tsx'), 'AboutView'),
});

export const settingsRoutes = settingsRoute.addChildren([
  centralRoute,
  peopleRoute,
  keysRoute,
  sessionsRoute,
  workersRoute,
  alertsRoute,
  auditRoute,
  aboutRoute,
]);
