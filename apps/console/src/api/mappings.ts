import type { MappedModel, MappingSummary, MappingsInput, MappingsSet, SuggestionsFor } from '@branch-sync/contract';
import { asked, type Page } from './ask.ts';
import { branchPath } from './branch.ts';
import { get, request } from './request.ts';

export type MappingSetting = MappingsInput['settings'][number];
export type Suggestion = SuggestionsFor['suggestions'][number];

/** How many of a branch's records are in which state. What waits for them changes with the failures. */
export const mappingSummaryQuery = (code: string) => asked<MappingSummary>('failures', branchPath(code, '/mappings/summary'));

/** What of central a branch's record may be, the best first. */
export const suggestionsQuery = (code: string, model: MappedModel, remoteId: number) =>
  asked<readonly Suggestion[]>('records', branchPath(code, '/mappings/suggestions'), { model, remoteId });

/** Maps records by hand, all or none; `centralId` null forgets one. Throws `ProblemError` that names each row that cannot be. */
export const setMappings = (code: string, settings: readonly MappingSetting[], retry: boolean) =>
  request<MappingsSet>('PUT', branchPath(code, '/mappings'), { body: { settings, retry } });

const perPage = 100;

/** What of central every missing record of a model may be. */
export async function allMissingSuggestions(code: string, model: MappedModel, signal: AbortSignal): Promise<SuggestionsFor[]> {
  const found: SuggestionsFor[] = [];
  let cursor: string | undefined;
  do {
    const page: Page<SuggestionsFor> = await get(
      branchPath(code, '/mappings/suggestions/missing'),
      { model, limit: perPage, cursor },
      signal,
    );
    found.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return found;
}
