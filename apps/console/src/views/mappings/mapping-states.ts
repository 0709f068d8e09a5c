import type { MappedModel, MappingState, MappingSummary } from '@branch-sync/contract';
import type { StateWords } from '../../format/words.ts';

/** How a record of a branch stands to central. */
export const mappingStates: Readonly<Record<MappingState, StateWords>> = {
  missing: { word: 'Missing', tone: 'bad' },
  stale: { word: 'Gone in central', tone: 'bad' },
  hand: { word: 'By hand', tone: 'good' },
  barcode: { word: 'By barcode', tone: 'good' },
  reference: { word: 'By reference', tone: 'good' },
  vat: { word: 'By VAT number', tone: 'good' },
  email: { word: 'By e-mail', tone: 'good' },
  values: { word: 'By its values', tone: 'good' },
  created: { word: 'Made in central', tone: 'good' },
  pushed: { word: 'Pushed', tone: 'good' },
  default: { word: 'By default', tone: 'idle' },
  unneeded: { word: 'Not needed', tone: 'idle' },
};

/** States that somebody should look at, or that need no link; all others are links. */
const unlinked: readonly MappingState[] = ['missing', 'stale', 'default', 'unneeded'];

export type ModelSummary = MappingSummary[number];

/** How many records of a model are linked, however that came about. */
export function linkedCount({ counts }: Pick<ModelSummary, 'counts'>): number {
  const states = Object.entries(counts) as [MappingState, number][];
  return states.reduce((sum, [state, records]) => (unlinked.includes(state) ? sum : sum + records), 0);
}

/** The models of which records are missing. */
export function missingModels(summary: MappingSummary): readonly MappedModel[] {
  return summary.filter(({ counts }) => (counts.missing ?? 0) > 0).map(({ model }) => model);
}
