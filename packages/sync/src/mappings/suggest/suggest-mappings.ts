import type { Branch, MappedModel, Mapping } from '@branch-sync/db';
import { type Look, lookInCentral } from '../../connections/look.ts';
import type { ConnectionDeps } from '../../connections/open-connection.ts';
import { type Suggestion, suggest, type WantedRecord } from './score.ts';
import { searchCentral } from './search-central.ts';

/** What of central a branch's record may be. */
export interface SuggestionsFor {
  readonly model: MappedModel;
  readonly remoteId: number;
  readonly remoteName: string | null;
  readonly suggestions: readonly Suggestion[];
}

/** Suggests what some of a branch's records of one model may be, all of them in three calls to central at most, within `signal`. */
export async function suggestMappings(
  deps: ConnectionDeps,
  branch: Pick<Branch, 'companyId'>,
  model: MappedModel,
  records: readonly Mapping[],
  signal: AbortSignal,
): Promise<Look<SuggestionsFor[]>> {
  if (records.length === 0) return { seen: [] };
  const wanted = records.map(
    ({ remoteId, remoteName, keys }): WantedRecord => ({ model, remoteId, name: remoteName ?? '', keys }),
  );
  return lookInCentral(deps, async (client) => {
    const candidates = await searchCentral(client, model, wanted, branch.companyId, signal);
    return records.map(({ remoteId, remoteName }, index) => {
      const record = wanted[index];
      return { model, remoteId, remoteName, suggestions: record === undefined ? [] : suggest(record, candidates) };
    });
  });
}
