import type { BranchPatch } from '@branch-sync/contract';
import type { Branch } from '@branch-sync/db';
import { ProblemError } from '../problems/problem-error.ts';

type TotalRule = Pick<BranchPatch, 'totalRule' | 'adjustProductId' | 'adjustLimit'>;

/** A branch's rule after a change: what is left out stays. */
export function mergeTotalRule(current: Pick<Branch, keyof TotalRule>, patch: TotalRule): TotalRule {
  return {
    totalRule: patch.totalRule ?? current.totalRule,
    adjustProductId: patch.adjustProductId === undefined ? current.adjustProductId : patch.adjustProductId,
    adjustLimit: patch.adjustLimit === undefined ? current.adjustLimit : patch.adjustLimit,
  };
}

/** Who adjusts must say with which product, and by how much at most. Throws a problem that names what lacks. */
export function requireWholeTotalRule({ totalRule, adjustProductId, adjustLimit }: TotalRule): void {
  if (totalRule !== 'adjust') return;
  const errors = [
    {
      field: 'adjustProductId',
      isSet: typeof adjustProductId === 'number',
      message: 'is needed for the rule "adjust": central’s product of the line',
    },
    {
      field: 'adjustLimit',
      isSet: typeof adjustLimit === 'string',
      message: 'is needed for the rule "adjust": the most that a line may be, e.g. "0.05"',
    },
  ].flatMap(({ isSet, ...error }) => (isSet ? [] : [error]));
  if (errors.length === 0) return;
  throw new ProblemError(422, {
    code: 'request.invalid',
    detail: 'The rule "adjust" makes up for differences with a line of its own: it needs a product and a limit.',
    errors,
  });
}
