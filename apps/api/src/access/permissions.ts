import type { Role } from '@branch-sync/contract';

/** The least role that may; `open` needs no key at all. */
export type Access = 'open' | Role;

/** Every route with the least role that may call it. A route that is not here refuses to start. */
const permissions: Readonly<Record<string, Access>> = {
  'GET /': 'viewer',
  'GET /sign-in': 'open',
  'POST /sign-in': 'open',
  'POST /sign-out': 'open',

  'GET /api/health/live': 'open',
  'GET /api/health/ready': 'viewer',

  'GET /api/central': 'viewer',
  'PUT /api/central': 'admin',
  'POST /api/central/test': 'operator',

  'GET /api/branches': 'viewer',
  'POST /api/branches': 'admin',
  'GET /api/branches/:code': 'viewer',
  'PATCH /api/branches/:code': 'admin',
  'DELETE /api/branches/:code': 'admin',
  'POST /api/branches/:code/test': 'operator',
  'POST /api/branches/:code/receive': 'operator',
  'GET /api/branches/:code/records': 'operator',
  'POST /api/branches/:code/push': 'operator',
  'POST /api/branches/:code/push/preview': 'operator',
  'POST /api/branches/:code/reconcile': 'operator',
  'GET /api/branches/:code/reconciliation': 'viewer',
  'GET /api/branches/:code/reconciliation/:day': 'viewer',
  'POST /api/branches/:code/reconciliation/receive': 'operator',
  'GET /api/branches/:code/links': 'viewer',
  'PUT /api/branches/:code/links': 'operator',
  'GET /api/branches/:code/salespeople': 'viewer',
  'PUT /api/branches/:code/salespeople': 'operator',
  'GET /api/branches/:code/mappings': 'viewer',
  'GET /api/branches/:code/mappings/summary': 'viewer',
  'GET /api/branches/:code/mappings/suggestions': 'operator',
  'GET /api/branches/:code/mappings/suggestions/missing': 'operator',
  'PUT /api/branches/:code/mappings': 'operator',
  'POST /api/branches/:code/mappings/check': 'operator',
  'GET /api/branches/:code/mappings.csv': 'viewer',
  'POST /api/branches/:code/mappings/import': 'operator',

  'POST /api/push': 'operator',
  'GET /api/schedule': 'viewer',
  'GET /api/runs': 'viewer',
  'GET /api/runs/:id': 'viewer',
  'GET /api/runs/:id/events': 'viewer',
  'GET /api/runs/:id/orders': 'viewer',
  'GET /api/runs/:id/records': 'viewer',
  'POST /api/runs/:id/cancel': 'operator',
  'POST /api/runs/:id/retry': 'operator',
  'GET /api/orders': 'viewer',
  'GET /api/reconciliation': 'viewer',
  'GET /api/failures': 'viewer',
  'GET /api/failures/:id': 'viewer',
  'POST /api/failures/groups/:group/link': 'operator',
  'GET /api/failures/groups': 'viewer',
  'GET /api/failures/groups/:group': 'viewer',
  'POST /api/failures/retry': 'operator',
  'POST /api/failures/dismiss': 'operator',
  'POST /api/failures/reopen': 'operator',
  'GET /api/workers': 'viewer',

  'GET /api/keys': 'admin',
  'POST /api/keys': 'admin',
  'DELETE /api/keys/:id': 'admin',
  'GET /api/audit': 'admin',
  'GET /api/audit.csv': 'admin',
};

/** Pages of other packages, all of whose routes stand under one path: who may look, and who may act. */
const areas = [
  { path: '/docs', look: 'viewer', act: 'admin' },
  { path: '/queues', look: 'viewer', act: 'operator' },
] as const;

const isLook = (method: string) => method === 'GET' || method === 'HEAD';

/** The least role for a route. Throws for one that nobody has thought about. */
export function accessOf(method: string, path: string): Access {
  const listed = permissions[`${method === 'HEAD' ? 'GET' : method} ${path}`];
  if (listed !== undefined) return listed;
  const area = areas.find((one) => path === one.path || path.startsWith(`${one.path}/`));
  if (area === undefined) throw new Error(`${method} ${path} has no entry in permissions.ts.`);
  return isLook(method) ? area.look : area.act;
}

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
  return new RegExp(`^${route.replace(/:\w+/g, '[^/]+')}$`);
}

/** Every route of the table, for tests that visit them all. */
export const listedRoutes: readonly { readonly method: string; readonly path: string; readonly access: Access }[] =
  Object.entries(permissions).map(([route, access]) => {
    const [method = '', path = ''] = route.split(' ');
    return { method, path, access };
  });
