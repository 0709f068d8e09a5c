import type { AlertRule } from '@branch-sync/db';
import type { AlertFacts } from '../facts.ts';
import type { Finding } from '../finding.ts';
import { counted } from '../words.ts';

/** Failures of one cause that keep more orders waiting, or more money, than the rule lets pass. */
export function failuresPileUp(rule: AlertRule, { largeCauses, branches }: AlertFacts): Finding[] {
  return (largeCauses.get(rule.id) ?? []).map((group): Finding => {
    const { cause, code, title, orders, amounts, branchIds, firstSeenAt } = group;
    const named = branchIds.flatMap((id) => branches.get(id)?.code ?? []).sort();
    const worth = amounts.map(({ amount, currency }) => `${amount} ${currency}`).join(' and ');
    const where = named.length === 1 ? `branch ${named[0]}` : counted(branchIds.length, 'branch', 'branches');
    return {
      subject: `group:${cause}`,
      // Of several branches it is for those alone who may see them all.
      branchId: branchIds.length === 1 ? (branchIds[0] ?? null) : null,
      title: `${counted(orders, 'order')} ${orders === 1 ? 'waits' : 'wait'}: ${title}`,
      message: `${counted(orders, 'order')} of ${where} cannot come in for one cause, worth ${worth} at the till.`,
      figures: { group: cause, code, orders, amounts, branches: named.slice(0, namedAtMost), branchCount: branchIds.length },
      since: firstSeenAt,
      mayOpen: true,
    };
  });
}

const namedAtMost = 20;
