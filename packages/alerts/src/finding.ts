import type { AlertFinding, AlertRule } from '@branch-sync/db';

/** What a rule finds at a moment. */
export interface Finding extends Omit<AlertFinding, 'since'> {
  /** Since when it is so; null: nobody knows, it counts from when it is first found. */
  readonly since: Date | null;
  /** From when the rule's minutes count, where that is not `since`. */
  readonly countsFrom?: Date;
  /** False: it is another's consequence, and told with that. What was told before goes on. */
  readonly mayOpen: boolean;
}

/** The rule's branches, of some; null: it is about all of them. */
export function isAbout({ branchIds }: Pick<AlertRule, 'branchIds'>, branchId: string): boolean {
  return branchIds === null || branchIds.includes(branchId);
}
