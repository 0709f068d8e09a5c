import type { BranchState } from '@branch-sync/contract';

interface Wanted {
  readonly q?: string | undefined;
  readonly state?: BranchState | undefined;
}

/** What a branch is found by. */
interface Findable {
  readonly code: string;
  readonly name: string;
  readonly state?: BranchState;
}

/** The branches of a state whose code or name has all the words that were typed, in the order they came in. */
export function findBranches<One extends Findable>(branches: readonly One[], { q = '', state }: Wanted): readonly One[] {
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
