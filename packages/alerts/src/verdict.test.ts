import type { Alert } from '@branch-sync/db';
import { describe, expect, it } from 'vitest';
import type { Finding } from './finding.ts';
import { verdictOn } from './verdict.ts';

const at = new Date('2026-11-20T10:00:00Z');
const ago = (minutes: number) => new Date(at.getTime() - minutes * 60_000);
const rule = { minutes: 10, remindMinutes: null };

function aFinding(given: Partial<Finding> = {}): Finding {
  return { subject: 'one', branchId: null, title: 'It is so', message: '', figures: {}, since: ago(30), mayOpen: true, ...given };
}

function anAlert(given: Partial<Alert> = {}): Alert {
  const none = { branchId: null, resolvedAt: null, resolution: null, acknowledgedAt: null, acknowledgedBy: null };
  const words = { title: 'It is so', message: '', figures: {} };
  const moments = { since: ago(30), openedAt: ago(20), toldAt: ago(20), lastSeenAt: ago(1) };
  return {
    id: 'a',
    ruleId: 'r',
    kind: 'central_down',
    severity: 'warning',
    subject: 'one',
    ...words,
    ...moments,
    ...none,
    ...given,
  };
}

/** How many of each. */
function counts(...ask: Parameters<typeof verdictOn>): Record<string, number> {
  const entries = Object.entries(verdictOn(...ask)).map(([name, list]) => [name, list.length] as const);
  return Object.fromEntries(entries.filter(([, count]) => count > 0));
}

describe('a verdict', () => {
  it('opens what is so for the rule’s minutes, and not a moment earlier', () => {
    expect(counts(rule, [aFinding({ since: ago(10) })], [], at)).toEqual({ opened: 1 });
    expect(counts(rule, [aFinding({ since: ago(9.99) })], [], at)).toEqual({});
    expect(counts({ ...rule, minutes: null }, [aFinding({ since: at })], [], at)).toEqual({ opened: 1 });
  });

  it('notes what nobody else knows the beginning of, and opens it when it is so for long enough', () => {
    const found = aFinding({ since: null });
    expect(counts(rule, [found], [], at)).toEqual({ noted: 1 });
    const noted = anAlert({ openedAt: null, toldAt: null });
    expect(counts(rule, [found], [{ ...noted, since: ago(9) }], at)).toEqual({ seen: 1 });
    expect(counts(rule, [found], [{ ...noted, since: ago(10) }], at)).toEqual({ seen: 1, ripened: 1 });
  });

  it('finds the same thing once: what stands is seen, not opened again', () => {
    expect(counts(rule, [aFinding(), aFinding({ subject: 'other' })], [anAlert()], at)).toEqual({ opened: 1, seen: 1 });
  });

  it('ends what is found no more, whether it was told or not', () => {
    expect(counts(rule, [], [anAlert(), anAlert({ id: 'b', subject: 'two', openedAt: null })], at)).toEqual({ over: 2 });
  });

  it('neither opens nor ends what is another’s consequence', () => {
    const consequence = aFinding({ mayOpen: false });
    expect(counts(rule, [consequence], [], at)).toEqual({});
    expect(counts(rule, [consequence], [anAlert()], at)).toEqual({ seen: 1 });
  });

  it('counts the minutes from a later moment where there is one', () => {
    expect(counts(rule, [aFinding({ countsFrom: ago(5) })], [], at)).toEqual({});
    expect(counts(rule, [aFinding({ countsFrom: ago(11) })], [], at)).toEqual({ opened: 1 });
  });

  it('reminds of what stands, until somebody has acknowledged it', () => {
    const hourly = { ...rule, remindMinutes: 60 };
    expect(counts(hourly, [aFinding()], [anAlert({ toldAt: ago(59) })], at)).toEqual({ seen: 1 });
    expect(counts(hourly, [aFinding()], [anAlert({ toldAt: ago(60) })], at)).toEqual({ seen: 1, reminded: 1 });
    expect(counts(hourly, [aFinding()], [anAlert({ toldAt: ago(60), acknowledgedAt: ago(1) })], at)).toEqual({ seen: 1 });
    expect(counts(rule, [aFinding()], [anAlert({ toldAt: ago(600) })], at)).toEqual({ seen: 1 });
  });
});
