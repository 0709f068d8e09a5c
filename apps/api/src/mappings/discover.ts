import type { MappingDiscovery } from '@branch-sync/contract';
import { type Actor, type Branch, putDiscovered } from '@branch-sync/db';
import { discoveredModels, discoverRecords, lookInBranch } from '@branch-sync/sync';
import type { ApiDeps } from '../api-deps.ts';
import { requireSeen } from '../problems/require-seen.ts';

/** Has a branch tell what there is to map, and keeps it. Throws a problem where the branch does not answer. */
export async function discoverMappings(deps: ApiDeps, actor: Actor, branch: Branch): Promise<MappingDiscovery> {
  const signal = AbortSignal.timeout(deps.connectionTestMs);
  const look = await lookInBranch(deps, branch, (client) => discoverRecords(client, branch.code, signal));
  const { records, unread } = requireSeen(look);
  const known = await putDiscovered(deps.db, actor, branch, records);
  const read = discoveredModels.filter((model) => !unread.some((one) => one.model === model));
  return { known: read.map((model) => ({ model, records: known.get(model) ?? 0 })), unread: [...unread] };
}
