import type { AlertKind, AlertRule } from '@branch-sync/db';
import type { AlertFacts } from '../facts.ts';
import type { Finding } from '../finding.ts';
import { booksDiffer } from './books-differ.ts';
import { branchesBehind } from './branch-behind.ts';
import { centralDown } from './central-down.ts';
import { failuresPileUp } from './failures-pile-up.ts';
import { workersGone } from './workers-gone.ts';

const finders: Readonly<Record<AlertKind, (rule: AlertRule, facts: AlertFacts) => Finding[]>> = {
  branch_behind: branchesBehind,
  failure_group: failuresPileUp,
  reconciliation_differs: booksDiffer,
  worker_gone: workersGone,
  central_down: centralDown,
};

/** What a rule finds in the facts of a moment. */
export function findingsOf(rule: AlertRule, facts: AlertFacts): Finding[] {
  return finders[rule.kind](rule, facts);
}
