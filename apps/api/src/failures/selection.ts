import type { FailureSelectionInput } from '@branch-sync/contract';
import type { BranchScope, FailureFilter, FailureSelection } from '@branch-sync/db';
import { codesOfSeverity, type Severity } from '@branch-sync/sync';

/** A filter as the database knows it: how much a code matters stands in the catalogue. */
export function filterOf({ severity, ...filter }: FailureFilter & { readonly severity?: Severity | undefined }): FailureFilter {
  return severity === undefined ? filter : { ...filter, codes: codesOfSeverity(severity) };
}

/** What an act is about, of the branches that whoever acts may. */
export function selectionOf({ ids, group, filter }: FailureSelectionInput, within: BranchScope): FailureSelection {
  if (ids !== undefined) return { ids, within };
  return group === undefined ? { filter: filterOf(filter ?? {}), within } : { group, within };
}
