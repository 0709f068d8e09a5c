import type { BranchState } from '@branch-sync/contract';

const texts: Readonly<Record<BranchState, string>> = {
  healthy: 'It answers, and nothing is overdue.',
  waiting: 'A run waits for its turn, or for the branch.',
  paused: 'Nothing is received by schedule until it is resumed.',
  offline: 'Its Odoo does not answer. It is tried again by itself.',
  behind: 'An import that was due has not come to its end.',
  never_run: 'Nothing was imported yet.',
};

/** What a state means, in a sentence. */
export function standingText(state: BranchState): string {
  return texts[state];
}
