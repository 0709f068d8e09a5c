import { type Branch, listMappings, type MappingKey, type PageAsk } from '@branch-sync/db';
import { type SuggestionsFor, suggestMappings } from '@branch-sync/sync';
import type { ApiDeps } from '../api-deps.ts';
import { notFound } from '../problems/not-found.ts';
import { requireSeen } from '../problems/require-seen.ts';

/** What of central one record of a branch may be. Throws a problem where nothing is known of the record, or central does not answer. */
export async function suggestionsForOne(deps: ApiDeps, branch: Branch, key: MappingKey): Promise<SuggestionsFor['suggestions']> {
  const { rows } = await listMappings(deps.db, branch, { among: [key] }, { after: null, limit: 1 });
  if (rows.length === 0)
    throw notFound('mapping.not_found', `Nothing is known of this record: no order of “${branch.code}” has named it.`);
  const signal = AbortSignal.timeout(deps.connectionTestMs);
  const [found] = requireSeen(await suggestMappings(deps, branch, key.model, rows, signal));
  return found?.suggestions ?? [];
}

/** A page of a branch's missing records of a model, or of all that have no link, each with what it may be. Throws a problem where central does not answer. */
export async function suggestionsForMissing(
  deps: ApiDeps,
  branch: Branch,
  { model, state }: { readonly model: MappingKey['model']; readonly state: 'missing' | 'unlinked' },
  ask: PageAsk<MappingKey>,
) {
  const filter = state === 'missing' ? { model, state } : { model, isLinked: false };
  const { rows, next } = await listMappings(deps.db, branch, filter, ask);
  const signal = AbortSignal.timeout(deps.connectionTestMs);
  return { rows: requireSeen(await suggestMappings(deps, branch, model, rows, signal)), next };
}
