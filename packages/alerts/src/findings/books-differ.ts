import type { AlertRule } from '@branch-sync/db';
import { addDays, localDayOf } from '@branch-sync/sync';
import type { AlertFacts } from '../facts.ts';
import { type Finding, isAbout } from '../finding.ts';
import { counted } from '../words.ts';

/** Days of the branches' calendars whose books do not agree, as they were last reconciled; older ones than the rule looks back to are nobody's news. */
export function booksDiffer(rule: AlertRule, { differingDays, branches, at }: AlertFacts): Finding[] {
  return differingDays.flatMap(({ branchId, day, findings }): Finding[] => {
    const branch = branches.get(branchId);
    if (branch === undefined || !isAbout(rule, branchId)) return [];
    if (day < addDays(localDayOf(at, branch.timezone), -(rule.days ?? 0))) return [];
    return [
      {
        subject: `day:${branchId}:${day}`,
        branchId,
        title: `The books of ${branch.name} (${branch.code}) differ on ${day}`,
        message: `${counted(findings, 'order')} of that day ${findings === 1 ? 'is' : 'are'} not the same at the till, in the ledger and in central.`,
        figures: { day, findings },
        since: null,
        mayOpen: true,
      },
    ];
  });
}
