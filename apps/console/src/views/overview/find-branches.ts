import type { BranchState, OverviewBranch } from '@branch-sync/contract';

interface Wanted {
  readonly q?: string | undefined;
  readonly state?: BranchState | undefined;
}

/** The branches of a state whose code or name has all the words that were typed, in the order they came in. */
export function findBranches(branches: readonly OverviewBranch[], { q = '', state }: Wanted): readonly OverviewBranch[] {
  const words = plain(q).split(/\s+/).filter(Boolean);
  if (words.length === 0 && state === undefined) return branches;
  return branches.filter((branch) => {
    if (state !== undefined && branch.state !== state) return false;
    const text = plain(`${branch.code} ${branch.name}`);
    return words.every((word) => text.includes(word));
  });
}

/** Without case and accents: whoever types `zurich` finds Zürich. */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
