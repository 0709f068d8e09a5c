import { z } from 'zod';
import { branchCodeSchema } from './branch.ts';
import { dailyWindowInputSchema, dailyWindowSchema } from './daily-window.ts';
import { momentSchema } from './moment.ts';
import { positiveMoneySchema } from './money.ts';
import { pageOf } from './paging.ts';
import { timeZoneSchema } from './time-zone.ts';

/** What a rule looks for. */
export const alertKindSchema = z.enum([
  'branch_behind',
  'failure_group',
  'reconciliation_differs',
  'worker_gone',
  'central_down',
]);
export const alertSeveritySchema = z.enum(['warning', 'critical']);

const week = 7 * 24 * 60;

/** Figures that a rule may have; its kind says which. */
const figureFields = {
  /** Of branch_behind, worker_gone and central_down: for so long it must be so before it is told. */
  minutes: z.int().min(0).max(week).nullish(),
  /** Of failure_group: more orders than this wait for one cause. */
  orders: z.int().min(0).max(1_000_000).nullish(),
  /** Of failure_group: or they are worth more than this at the till, in any one currency. */
  amount: positiveMoneySchema.nullish(),
  /** With `amount`: in this currency alone. */
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, { error: 'must be a currency, e.g. EUR' })
    .nullish(),
  /** Of reconciliation_differs: how many days back. */
  days: z.int().min(1).max(90).nullish(),
  /** Of worker_gone: so many should run; null: only those that go without a word are missed. */
  workers: z.int().min(1).max(1_000).nullish(),
};

const settingFields = {
  enabled: z.boolean().optional(),
  severity: alertSeveritySchema.optional(),
  ...figureFields,
  /** The branches that it is about, by code; null: all, those to come as well. */
  branches: z.array(branchCodeSchema).min(1).max(1_000).nullish(),
  /** Where it is sent. */
  channelIds: z
    .array(z.uuid({ error: 'must be the id of a channel' }).toLowerCase())
    .max(20)
    .refine((ids) => new Set(ids).size === ids.length, { error: 'must name each channel once' })
    .optional(),
  /** On the branch's clock: what comes up then is sent at its end, if it is still so. Null: it is sent at any time. */
  quietHours: dailyWindowInputSchema.nullish(),
  /** Whose clock counts for what is about no branch. */
  timezone: timeZoneSchema.optional(),
  /** Of a critical rule: quiet hours do not hold it back. */
  ignoresQuietHours: z.boolean().optional(),
  /** What stands and nobody has acknowledged is told again this often; null: once. */
  remindMinutes: z.int().min(5).max(week).nullish(),
};

type Figure = keyof typeof figureFields;
type Kind = z.infer<typeof alertKindSchema>;
type Given = { readonly [field in Figure | 'branches']?: unknown };

const figuresOf: Readonly<
  Record<Kind, { readonly needed: readonly Figure[]; readonly taken: readonly (Figure | 'branches')[] }>
> = {
  branch_behind: { needed: ['minutes'], taken: ['branches'] },
  failure_group: { needed: [], taken: ['orders', 'amount', 'currency', 'branches'] },
  reconciliation_differs: { needed: ['days'], taken: ['branches'] },
  worker_gone: { needed: ['minutes'], taken: ['workers'] },
  central_down: { needed: ['minutes'], taken: [] },
};

const isSet = (value: unknown) => value !== null && value !== undefined;

/** What of a rule's figures does not fit its kind. */
export function alertRuleProblems(kind: Kind, given: Given): { readonly field: string; readonly message: string }[] {
  const { needed, taken } = figuresOf[kind];
  const fits: readonly string[] = [...needed, ...taken];
  const strange = Object.keys({ ...figureFields, branches: null }).filter(
    (field) => !fits.includes(field) && isSet(given[field as keyof Given]),
  );
  const missing: readonly string[] = needed.filter((field) => !isSet(given[field]));
  const problems = [
    ...strange.map((field) => ({ field, message: `is not for rules of the kind ${kind}` })),
    ...missing.map((field) => ({ field, message: 'is required' })),
  ];
  if (kind !== 'failure_group') return problems;
  if (!isSet(given.orders) && !isSet(given.amount)) problems.push({ field: 'orders', message: 'or amount is required' });
  if (isSet(given.currency) && !isSet(given.amount)) problems.push({ field: 'currency', message: 'is for an amount' });
  return problems;
}

export const alertRuleInputSchema = z.strictObject({ kind: alertKindSchema, ...settingFields }).superRefine((rule, issues) => {
  for (const { field, message } of alertRuleProblems(rule.kind, rule))
    issues.addIssue({ code: 'custom', path: [field], message });
});

/** A change: what is left out stays, null clears. */
export const alertRulePatchSchema = z.strictObject(settingFields);

export const alertRuleSchema = z
  .object({
    id: z.uuid(),
    kind: alertKindSchema,
    enabled: z.boolean(),
    severity: alertSeveritySchema,
    minutes: z.int().nullable(),
    orders: z.int().nullable(),
    amount: z.string().nullable(),
    currency: z.string().nullable(),
    days: z.int().nullable(),
    workers: z.int().nullable(),
    branches: z.array(z.string()).nullable(),
    channelIds: z.array(z.uuid()),
    quietHours: dailyWindowSchema.nullable(),
    timezone: z.string(),
    ignoresQuietHours: z.boolean(),
    remindMinutes: z.int().nullable(),
    createdAt: momentSchema,
    updatedAt: momentSchema,
  })
  .meta({ id: 'AlertRule' });

export const alertRulePageSchema = pageOf(alertRuleSchema);

export type AlertKind = Kind;
export type AlertRuleInput = z.infer<typeof alertRuleInputSchema>;
export type AlertRulePatch = z.infer<typeof alertRulePatchSchema>;
export type AlertRule = z.infer<typeof alertRuleSchema>;
