import type { AlertRule } from '@branch-sync/contract';
import { codesOfBranches, type Database, type AlertRule as StoredRule } from '@branch-sync/db';

/** Writes rules as the contract has them. The codes of their branches are asked for together. */
export async function alertRuleAnswers(db: Database, rules: readonly StoredRule[]): Promise<(rule: StoredRule) => AlertRule> {
  const codes = await codesOfBranches(db, [...new Set(rules.flatMap(({ branchIds }) => branchIds ?? []))]);
  return ({ id, kind, enabled, severity, minutes, orders, amount, currency, days, workers, ...rule }) => ({
    ...{ id, kind, enabled, severity, minutes, orders, amount, currency, days, workers },
    branches: rule.branchIds?.flatMap((branchId) => codes.get(branchId) ?? []).sort() ?? null,
    channelIds: [...rule.channelIds],
    quietHours: rule.quietFrom === null || rule.quietUntil === null ? null : { from: rule.quietFrom, until: rule.quietUntil },
    timezone: rule.timezone,
    ignoresQuietHours: rule.ignoresQuiet,
    remindMinutes: rule.remindMinutes,
    createdAt: rule.createdAt.toISOString(),
    updatedAt: rule.updatedAt.toISOString(),
  });
}
