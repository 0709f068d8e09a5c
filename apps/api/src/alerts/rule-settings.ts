import { type AlertKind, type AlertRulePatch, alertRuleProblems } from '@branch-sync/contract';
import { type AlertRuleSettings, type Database, idsOfBranches, UnknownBranchesError } from '@branch-sync/db';
import { ProblemError } from '../problems/problem-error.ts';

/** What a rule is that nothing is said of. */
export const plainRule = (kind: AlertKind): AlertRuleSettings => ({
  kind,
  enabled: true,
  severity: 'warning',
  ...{ minutes: null, orders: null, amount: null, currency: null, days: null, workers: null, branchIds: null },
  channelIds: [],
  ...{ quietFrom: null, quietUntil: null, timezone: 'UTC', ignoresQuiet: false, remindMinutes: null },
});

/** The ids of the branches that a rule is to be about; null: all of them; undefined where nothing is said. Throws `UnknownBranchesError`. */
export async function branchIdsOf(db: Database, { branches }: AlertRulePatch): Promise<readonly string[] | null | undefined> {
  if (branches === undefined || branches === null) return branches;
  const ids = await idsOfBranches(db, branches);
  const unknown = branches.filter((code) => !ids.has(code));
  if (unknown.length > 0) throw new UnknownBranchesError(unknown);
  return [...ids.values()];
}

/** A rule as it is to be: what is left out stays, null clears. Throws a problem that names what does not fit its kind. */
export function changedRule(
  before: AlertRuleSettings,
  patch: AlertRulePatch,
  branchIds: readonly string[] | null | undefined,
): AlertRuleSettings {
  const { branches: _branches, quietHours, ignoresQuietHours, ...given } = patch;
  const { kind, channelIds, timezone, enabled, severity, ignoresQuiet } = before;
  const kept = <Value>(value: Value | undefined, old: Value): Value => (value === undefined ? old : value);
  const rule: AlertRuleSettings = {
    kind,
    enabled: given.enabled ?? enabled,
    severity: given.severity ?? severity,
    minutes: kept(given.minutes, before.minutes),
    orders: kept(given.orders, before.orders),
    amount: kept(given.amount, before.amount),
    currency: kept(given.currency, before.currency),
    days: kept(given.days, before.days),
    workers: kept(given.workers, before.workers),
    branchIds: kept(branchIds, before.branchIds),
    channelIds: given.channelIds ?? channelIds,
    quietFrom: quietHours === undefined ? before.quietFrom : (quietHours?.from ?? null),
    quietUntil: quietHours === undefined ? before.quietUntil : (quietHours?.until ?? null),
    timezone: given.timezone ?? timezone,
    ignoresQuiet: ignoresQuietHours ?? ignoresQuiet,
    remindMinutes: kept(given.remindMinutes, before.remindMinutes),
  };
  const errors = alertRuleProblems(kind, { ...rule, branches: rule.branchIds });
  const [first] = errors;
  if (first === undefined) return rule;
  throw new ProblemError(422, {
    code: 'request.invalid',
    detail: `The body is not valid. ${first.field}: ${first.message}.`,
    errors,
  });
}
