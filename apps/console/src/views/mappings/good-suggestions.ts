import type { SuggestionsFor } from '@branch-sync/contract';
import type { Suggestion } from '../../api/mappings.ts';

/** From here on a suggestion is as good as sure: the same barcode, VAT number, reference or name. */
const goodFrom = 0.95;

/** A record of a branch, and what of central it almost surely is. */
export interface GoodSuggestion extends Omit<SuggestionsFor, 'suggestions'> {
  readonly suggestion: Suggestion;
}

/** The records that have exactly one good suggestion that is the best: of two as good, nobody knows which. */
export function goodSuggestions(found: readonly SuggestionsFor[]): GoodSuggestion[] {
  return found.flatMap(({ suggestions, ...record }) => {
    const [best, second] = suggestions;
    if (best === undefined || best.score < goodFrom || second?.score === best.score) return [];
    return [{ ...record, suggestion: best }];
  });
}
