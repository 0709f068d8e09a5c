import type { AlertRule } from '@branch-sync/db';
import type { AlertFacts } from '../facts.ts';
import { type Finding, isAbout } from '../finding.ts';
import { timeIn } from '../words.ts';

/**
 * Branches that are behind, as the overview has it; one that does not answer is, too, once a receive is overdue. While central is away all of them fall
 * behind by it: whoever hears of that does not hear of each, and once it is back they have the rule's minutes to catch up.
 */
export function branchesBehind(rule: AlertRule, facts: AlertFacts): Finding[] {
  const { central, behindSince, branches } = facts;
  const isTold = facts.isCentralWatched && rule.channelIds.every((id) => facts.channelsOfCentral.has(id));
  const isCentralAway = central !== null && central.openSince !== null;
  return [...behindSince].flatMap(([branchId, since]): Finding[] => {
    const branch = branches.get(branchId);
    if (branch === undefined || !isAbout(rule, branchId)) return [];
    const offlineSince = branch.offline?.since ?? null;
    const silence = offlineSince === null ? '' : ` It has not answered since ${timeIn(branch.timezone, offlineSince)}.`;
    return [
      {
        subject: `branch:${branchId}`,
        branchId,
        title: `${branch.name} (${branch.code}) is behind`,
        message: `A receive was due at ${timeIn(branch.timezone, since)}, and none has come through since.${silence}`,
        figures: { dueAt: since.toISOString(), offlineSince: offlineSince?.toISOString() ?? null },
        since,
        countsFrom: isTold ? later(since, central?.closedAt ?? null) : since,
        mayOpen: !(isTold && isCentralAway),
      },
    ];
  });
}

function later(one: Date, other: Date | null): Date {
  return other !== null && other > one ? other : one;
}
