import type { AccessSettings, RoleGroups } from '@branch-sync/config';
import type { About } from '@branch-sync/contract';
import { serverVersion } from '@branch-sync/db';
import type { ApiDeps } from '../api-deps.ts';

/** What runs here, for whoever looks after it or writes to its makers; nothing of it is a secret. */
export async function readAbout({ db, queues, access, publicUrl, processFacts }: ApiDeps): Promise<About> {
  const { version, startedAt, retentionDays } = processFacts;
  return {
    version,
    node: process.versions.node,
    database: (await serverVersion(db)).text,
    queue: queues.store.kind,
    startedAt: startedAt.toISOString(),
    publicUrl,
    retentionDays,
    signIn: signInOf(access),
  };
}

function signInOf({ signInWith, odooGroups, oidc }: AccessSettings): About['signIn'] {
  return {
    ways: [...signInWith],
    oidcName: oidc?.name ?? null,
    odooGroups: signInWith.includes('odoo') ? byRole(odooGroups) : null,
    oidcGroups: oidc === null ? null : byRole(oidc.groups),
  };
}

function byRole({ viewer, operator, admin }: RoleGroups): Record<string, string[]> {
  return { viewer: [...viewer], operator: [...operator], admin: [...admin] };
}
