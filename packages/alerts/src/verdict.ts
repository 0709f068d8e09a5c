import type { Alert, AlertRule } from '@branch-sync/db';
import type { Finding } from './finding.ts';

/** What becomes of a rule's findings, beside what stands of it already. */
export interface Verdict {
  /** New, and so for long enough: told at once. */
  readonly opened: readonly Finding[];
  /** New, and not so for long enough yet; of such alone as nobody else knows since when they are so. */
  readonly noted: readonly Finding[];
  /** Noted before, and so for long enough now. */
  readonly ripened: readonly Alert[];
  /** Told before, still so, not acknowledged, and to be told again. */
  readonly reminded: readonly Alert[];
  /** Still so: told or not. */
  readonly seen: readonly { readonly alert: Alert; readonly finding: Finding }[];
  /** No longer so. */
  readonly over: readonly Alert[];
}

const minuteMs = 60_000;

/** Holds a rule's findings against what stands of it. */
export function verdictOn(
  rule: Pick<AlertRule, 'minutes' | 'remindMinutes'>,
  findings: readonly Finding[],
  standing: readonly Alert[],
  at: Date,
): Verdict {
  const bySubject = new Map(standing.map((alert) => [alert.subject, alert]));
  const found = new Map(findings.map((finding) => [finding.subject, finding]));
  const isLongEnough = ({ since, countsFrom }: Finding, known: Date) =>
    rule.minutes === null || at.getTime() - (countsFrom ?? since ?? known).getTime() >= rule.minutes * minuteMs;
  const fresh = [...found.values()].filter(({ subject, mayOpen }) => mayOpen && !bySubject.has(subject));
  const seen = standing.flatMap((alert) => {
    const finding = found.get(alert.subject);
    return finding === undefined ? [] : [{ alert, finding }];
  });
  return {
    opened: fresh.filter((finding) => isLongEnough(finding, at)),
    noted: fresh.filter((finding) => finding.since === null && !isLongEnough(finding, at)),
    ripened: seen
      .filter(({ alert, finding }) => alert.openedAt === null && finding.mayOpen && isLongEnough(finding, alert.since))
      .map(({ alert }) => alert),
    reminded: seen.map(({ alert }) => alert).filter((alert) => isToBeToldAgain(rule.remindMinutes, alert, at)),
    seen,
    over: standing.filter(({ subject }) => !found.has(subject)),
  };
}

function isToBeToldAgain(everyMinutes: number | null, { openedAt, toldAt, acknowledgedAt }: Alert, at: Date): boolean {
  if (everyMinutes === null || openedAt === null || toldAt === null || acknowledgedAt !== null) return false;
  return at.getTime() - toldAt.getTime() >= everyMinutes * minuteMs;
}
