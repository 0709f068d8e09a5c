import type { AlertKind, AlertRule, AlertRulePatch } from '@branch-sync/contract';

/** A rule as its form holds it: what of it has no value is empty. */
export interface RuleValues {
  readonly kind: AlertKind;
  readonly severity: AlertRule['severity'];
  readonly minutes: number | '';
  readonly orders: number | '';
  readonly amount: string;
  readonly currency: string;
  readonly days: number | '';
  readonly workers: number | '';
  /** Codes; none: all. */
  readonly branches: readonly string[];
  readonly channelIds: readonly string[];
  readonly quietHours: AlertRule['quietHours'];
  readonly timezone: string;
  readonly ignoresQuietHours: boolean;
  readonly remindMinutes: number | '';
}

/** What a new rule is at first. */
export const newRule: RuleValues = {
  ...{ kind: 'branch_behind', severity: 'warning', minutes: 15, orders: 20, amount: '', currency: '', days: 7, workers: 1 },
  ...{ branches: [], channelIds: [], quietHours: null, ignoresQuietHours: false, remindMinutes: '' },
  timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
};

/** A rule for its form. */
export function valuesOf(rule: AlertRule): RuleValues {
  const { kind, severity, minutes, orders, amount, currency, days, workers, branches, remindMinutes } = rule;
  const { channelIds, quietHours, timezone, ignoresQuietHours } = rule;
  return {
    ...{ kind, severity, channelIds, quietHours, timezone, ignoresQuietHours },
    minutes: minutes ?? '',
    orders: orders ?? '',
    amount: amount ?? '',
    currency: currency ?? '',
    days: days ?? '',
    workers: workers ?? '',
    branches: branches ?? [],
    remindMinutes: remindMinutes ?? '',
  };
}

/** What of a rule its kind has fields for. */
export const fieldsOfKind: Readonly<Record<AlertKind, readonly (keyof RuleValues)[]>> = {
  branch_behind: ['minutes', 'branches'],
  failure_group: ['orders', 'amount', 'currency', 'branches'],
  reconciliation_differs: ['days', 'branches'],
  worker_gone: ['minutes', 'workers'],
  central_down: ['minutes'],
};

const numberOrNull = (value: number | '') => (value === '' ? null : value);
const textOrNull = (text: string) => (text.trim() === '' ? null : text.trim());

/** What the API is sent of a form: what its kind has no fields for is left out. */
export function patchOf(values: RuleValues): AlertRulePatch {
  const { kind, severity, channelIds, quietHours, timezone, ignoresQuietHours } = values;
  const figures: AlertRulePatch = {
    minutes: numberOrNull(values.minutes),
    orders: numberOrNull(values.orders),
    amount: textOrNull(values.amount),
    currency: textOrNull(values.currency),
    days: numberOrNull(values.days),
    workers: numberOrNull(values.workers),
    branches: values.branches.length === 0 ? null : [...values.branches],
  };
  const taken: readonly string[] = fieldsOfKind[kind];
  return {
    ...Object.fromEntries(Object.entries(figures).filter(([field]) => taken.includes(field))),
    severity,
    channelIds: [...channelIds],
    quietHours,
    timezone,
    ignoresQuietHours,
    remindMinutes: numberOrNull(values.remindMinutes),
  };
}
