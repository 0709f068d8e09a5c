import type { Role } from '@branch-sync/contract';
import type { KeyAct } from '@branch-sync/db';
import { consolePaths } from '../console/paths.ts';

/**
 * Where a key that is limited to branches may: a route of one branch (named by its code, its run or its failure), one that narrows itself to the
 * branches of whoever asks, one that is about no branch, and one that is about all of them, where such a key is refused.
 */
export type Reach = 'branch' | 'run' | 'failure' | 'list' | 'any' | 'fleet';

/** What it takes to call a route. */
export interface Permission {
  readonly least: Role;
  readonly reach: Reach;
  /** What a key must be for, if it is limited to some acts: `of_run` is the run's kind; null where such a key may only look. */
  readonly act: KeyAct | 'of_run' | null;
}

/** `open` needs nobody to be known. */
export type Access = 'open' | Permission;

const open = 'open';
const viewer = (reach: Reach): Permission => ({ least: 'viewer', reach, act: null });
const operator = (reach: Reach, act: Permission['act'] = null): Permission => ({ least: 'operator', reach, act });
const admin = (reach: Reach): Permission => ({ least: 'admin', reach, act: null });

/** Every route with what it takes to call it: the same for people and keys. A route that is not here refuses to start. */
const permissions: Readonly<Record<string, Access>> = {
  ...Object.fromEntries(consolePaths.map((path) => [`GET ${path}`, viewer('any')])),
  'GET /assets/*': open,
  'GET /favicon.svg': open,
  'GET /sign-in': open,
  'POST /sign-in': open,
  'POST /sign-out': open,
  'GET /sign-in/oidc': open,
  'GET /sign-in/oidc/callback': open,

  'GET /metrics': viewer('fleet'),
  'GET /api/health/live': open,
  'GET /api/health/ready': viewer('any'),

  'GET /api/overview': viewer('list'),
  'GET /api/events': viewer('list'),
  'GET /api/about': viewer('any'),

  'GET /api/central': viewer('fleet'),
  'PUT /api/central': admin('fleet'),
  'POST /api/central/test': operator('fleet'),
  'GET /api/central/records': viewer('fleet'),

  'GET /api/branches': viewer('list'),
  'POST /api/branches': admin('fleet'),
  'POST /api/branches/test': admin('fleet'),
  'GET /api/branches/:code': viewer('branch'),
  'PATCH /api/branches/:code': admin('branch'),
  'DELETE /api/branches/:code': admin('branch'),
  'POST /api/branches/:code/test': operator('branch'),
  'POST /api/branches/:code/receive': operator('branch', 'receive'),
  'POST /api/branches/:code/receive/preview': operator('branch', 'receive'),
  'POST /api/branches/:code/receive/estimate': operator('branch', 'receive'),
  'GET /api/branches/:code/orders/:id': viewer('branch'),
  'GET /api/branches/:code/orders/:id/sides': viewer('branch'),
  'GET /api/branches/:code/branch-records': operator('branch'),
  'GET /api/branches/:code/records': operator('branch', 'push'),
  'POST /api/branches/:code/push': operator('branch', 'push'),
  'POST /api/branches/:code/push/preview': operator('branch', 'push'),
  'POST /api/branches/:code/reconcile': operator('branch', 'reconcile'),
  'GET /api/branches/:code/reconciliation': viewer('branch'),
  'GET /api/branches/:code/reconciliation/:day': viewer('branch'),
  'POST /api/branches/:code/reconciliation/receive': operator('branch', 'receive'),
  'GET /api/branches/:code/links': viewer('branch'),
  'PUT /api/branches/:code/links': operator('branch', 'mappings'),
  'GET /api/branches/:code/salespeople': viewer('branch'),
  'PUT /api/branches/:code/salespeople': operator('branch', 'mappings'),
  'GET /api/branches/:code/mappings': viewer('branch'),
  'GET /api/branches/:code/mappings/summary': viewer('branch'),
  'GET /api/branches/:code/mappings/suggestions': operator('branch', 'mappings'),
  'GET /api/branches/:code/mappings/suggestions/missing': operator('branch', 'mappings'),
  'PUT /api/branches/:code/mappings': operator('branch', 'mappings'),
  'POST /api/branches/:code/mappings/discover': operator('branch', 'mappings'),
  'POST /api/branches/:code/mappings/check': operator('branch', 'mappings'),
  'GET /api/branches/:code/mappings.csv': viewer('branch'),
  'POST /api/branches/:code/mappings/import': operator('branch', 'mappings'),

  'POST /api/push': operator('list', 'push'),
  'GET /api/schedule': viewer('list'),
  'POST /api/schedule/moments': operator('any'),
  'GET /api/runs': viewer('list'),
  'GET /api/runs/:id': viewer('run'),
  'GET /api/runs/:id/events': viewer('run'),
  'GET /api/runs/:id/orders': viewer('run'),
  'GET /api/runs/:id/records': viewer('run'),
  'GET /api/runs/:id/records.csv': viewer('run'),
  'POST /api/runs/:id/cancel': operator('run', 'of_run'),
  'POST /api/runs/:id/retry': operator('run', 'of_run'),
  'GET /api/orders': viewer('list'),
  'GET /api/reconciliation': viewer('list'),
  'GET /api/reconciliation/map': viewer('list'),
  'GET /api/failures': viewer('list'),
  'GET /api/failures/:id': viewer('failure'),
  'POST /api/failures/groups/:group/link': operator('list', 'mappings'),
  'GET /api/failures/groups': viewer('list'),
  'GET /api/failures/groups/:group': viewer('list'),
  'POST /api/failures/retry': operator('list', 'failures'),
  'POST /api/failures/dismiss': operator('list', 'failures'),
  'POST /api/failures/reopen': operator('list', 'failures'),
  'GET /api/alerts': viewer('list'),
  'GET /api/alerts/counts': viewer('list'),
  'GET /api/alerts/:id': viewer('list'),
  'POST /api/alerts/:id/acknowledge': operator('list'),
  'GET /api/alerts/rules': viewer('fleet'),
  'POST /api/alerts/rules': admin('fleet'),
  'PATCH /api/alerts/rules/:id': admin('fleet'),
  'DELETE /api/alerts/rules/:id': admin('fleet'),
  'GET /api/alerts/channels': viewer('fleet'),
  'POST /api/alerts/channels': admin('fleet'),
  'PATCH /api/alerts/channels/:id': admin('fleet'),
  'DELETE /api/alerts/channels/:id': admin('fleet'),
  'POST /api/alerts/channels/:id/test': admin('fleet'),
  'POST /api/alerts/channels/:id/rotate-secret': admin('fleet'),
  'GET /api/workers': viewer('fleet'),

  'GET /api/keys': admin('fleet'),
  'POST /api/keys': admin('fleet'),
  'DELETE /api/keys/:id': admin('fleet'),

  'GET /api/session': viewer('any'),
  'GET /api/sessions': viewer('any'),
  'DELETE /api/sessions/:id': viewer('any'),
  'GET /api/people': admin('fleet'),
  'PATCH /api/people/:id': admin('fleet'),
  'POST /api/people/:id/check': admin('fleet'),
  'GET /api/people/:id/sessions': admin('fleet'),
  'DELETE /api/people/:id/sessions': admin('fleet'),
  'GET /api/audit': admin('fleet'),
  'GET /api/audit.csv': admin('fleet'),
};

/** Pages of other packages, all of whose routes stand under one path: looking takes a viewer, acts that are named an operator, all else an admin. */
const areas: readonly { readonly path: string; readonly look: Permission; readonly operators: readonly string[] }[] = [
  { path: '/docs', look: viewer('any'), operators: [] },
  {
    path: '/queues',
    look: viewer('fleet'),
    operators: [
      'PUT /queues/api/queues/:queueName/retry/:queueStatus',
      'PUT /queues/api/queues/:queueName/promote',
      'PUT /queues/api/queues/:queueName/:jobId/retry',
      'PUT /queues/api/queues/:queueName/:jobId/promote',
    ],
  },
];

/** Whether a route's method only looks. */
export const isLook = (method: string) => method === 'GET' || method === 'HEAD';

/** What it takes to call a route. Throws for one that nobody has thought about. */
export function accessOf(method: string, path: string): Access {
  const listed = permissions[`${method === 'HEAD' ? 'GET' : method} ${path}`];
  if (listed !== undefined) return listed;
  const area = areas.find((one) => path === one.path || path.startsWith(`${one.path}/`));
  if (area === undefined) throw new Error(`${method} ${path} has no entry in permissions.ts.`);
  if (isLook(method)) return area.look;
  return area.operators.includes(`${method} ${path}`) ? operator('fleet') : admin('fleet');
}

/** For paths that nobody has a route for. */
export const accessOfUnknown: Permission = viewer('any');

const order: readonly Role[] = ['viewer', 'operator', 'admin'];

/** Whether a role is the needed one, or above it. */
export function isAtLeast(role: Role, needed: Role): boolean {
  return order.indexOf(role) >= order.indexOf(needed);
}

/** The methods that our own routes have at a path, for whoever used another one. */
export function allowedMethods(path: string): string[] {
  return Object.keys(permissions).flatMap((route) => {
    const [method = '', pattern = ''] = route.split(' ');
    return patternOf(pattern).test(path) ? [method] : [];
  });
}

function patternOf(route: string): RegExp {
  return new RegExp(`^${route.replace(/:\w+/g, '[^/]+').replace('*', '.+')}$`);
}

/** Every route of the table, for tests that visit them all. */
export const listedRoutes: readonly { readonly method: string; readonly path: string; readonly access: Access }[] =
  Object.entries(permissions).map(([route, access]) => {
    const [method = '', path = ''] = route.split(' ');
    return { method, path, access };
  });
