import {
  type Alert,
  type AlertEvent,
  type AlertFinding,
  type AlertRule,
  activeAlertRules,
  claimEvaluation,
  type Database,
  insertAlerts,
  insertDeliveries,
  type NewAlert,
  type NewDelivery,
  resolveAlerts,
  seeAlerts,
  settleUnheard,
  standingAlerts,
  type Transaction,
  tellAlerts,
  usableChannelIds,
} from '@branch-sync/db';
import type { BehindWatch } from '@branch-sync/sync';
import { type AlertFacts, readAlertFacts } from './facts.ts';
import type { Finding } from './finding.ts';
import { findingsOf } from './findings/findings-of.ts';
import { payloadOf } from './payload.ts';
import { quietUntil } from './quiet-hours.ts';
import { verdictOn } from './verdict.ts';

export interface EvaluationDeps {
  readonly db: Database;
  readonly watch: BehindWatch;
  /** The clock that all processes share. */
  readonly now: () => Promise<Date>;
  readonly publicUrl: string;
  /** How often rules are held against the world, at the most. Milliseconds. */
  readonly everyMs: number;
}

/** What one evaluation did. */
export interface Evaluation {
  readonly opened: number;
  readonly reminded: number;
  readonly resolved: number;
}

/** An evaluation may take a twentieth of the time, however large the fleet is. */
const timesItsCost = 20;

/** Holds all rules against the world, if it is time and nobody else does; null: it was not our turn. What it finds and what is to be sent of it are written at once. */
export async function evaluateAlerts(deps: EvaluationDeps): Promise<Evaluation | null> {
  const { db, watch, everyMs } = deps;
  const at = await deps.now();
  let outcome: Evaluation = { opened: 0, reminded: 0, resolved: 0 };
  const wasOurs = await claimEvaluation(db, at, async (tx) => {
    const beganAt = performance.now();
    const rules = await activeAlertRules(tx);
    const facts = await readAlertFacts(db, watch, rules, at);
    outcome = await apply(tx, rules, facts, deps.publicUrl);
    return new Date(at.getTime() + Math.max(everyMs, timesItsCost * (performance.now() - beganAt)));
  });
  return wasOurs ? outcome : null;
}

/** Something that has happened to an alert, by its rule; null: it has none any more. */
interface Happening {
  readonly event: AlertEvent;
  readonly alert: Alert;
  readonly rule: AlertRule | null;
}

async function apply(tx: Transaction, rules: readonly AlertRule[], facts: AlertFacts, publicUrl: string): Promise<Evaluation> {
  const { at } = facts;
  const standing = await standingAlerts(tx);
  const happened: Happening[] = [];
  for (const rule of rules) {
    const ofRule = standing.filter(({ ruleId }) => ruleId === rule.id);
    const verdict = verdictOn(rule, findingsOf(rule, facts), ofRule, at);
    await seeAlerts(tx, new Map(verdict.seen.map(({ alert, finding }) => [alert.id, asFound(finding, alert.since)])), at);
    const opened = await insertAlerts(tx, newAlerts(rule, verdict.opened, at), at, true);
    await insertAlerts(tx, newAlerts(rule, verdict.noted, at), at, false);
    const ripened = await tellAlerts(tx, idsOf(verdict.ripened), at);
    const reminded = await tellAlerts(tx, idsOf(verdict.reminded), at);
    const over = await resolveAlerts(tx, idsOf(verdict.over.filter((alert) => isStillWatched(rule, alert, facts))), at, 'cured');
    const unwatched = await resolveAlerts(
      tx,
      idsOf(verdict.over.filter((alert) => !isStillWatched(rule, alert, facts))),
      at,
      'unwatched',
    );
    const happens = (event: AlertEvent, all: readonly Alert[]) => all.map((alert) => ({ event, alert, rule }));
    happened.push(...happens('opened', [...opened, ...ripened]), ...happens('reminder', reminded));
    happened.push(...happens('resolved', [...over, ...unwatched]));
  }
  const known = new Set(rules.map(({ id }) => id));
  const ruleless = await resolveAlerts(tx, idsOf(standing.filter(({ ruleId }) => !known.has(ruleId))), at, 'unwatched');
  happened.push(...ruleless.map((alert) => ({ event: 'resolved' as const, alert, rule: null })));
  await insertDeliveries(tx, await deliveriesFor(tx, happened, facts, publicUrl), at);
  const count = (event: AlertEvent) => happened.filter((one) => one.event === event).length;
  return { opened: count('opened'), reminded: count('reminder'), resolved: count('resolved') };
}

/** Whether the rule still looks at what the alert is about: else that it finds nothing says nothing. */
function isStillWatched({ branchIds }: AlertRule, { branchId }: Alert, { branches }: AlertFacts): boolean {
  return branchId === null || (branches.has(branchId) && (branchIds === null || branchIds.includes(branchId)));
}

/** An end goes to those who have heard of the beginning; all else to the rule's channels. */
async function deliveriesFor(
  tx: Transaction,
  happened: readonly Happening[],
  { branches, at }: AlertFacts,
  publicUrl: string,
): Promise<NewDelivery[]> {
  if (happened.length === 0) return [];
  const over = happened.filter(({ event }) => event === 'resolved').map(({ alert }) => alert.id);
  const heardBy = new Map<string, string[]>();
  for (const { alertId, channelId } of await settleUnheard(tx, over))
    heardBy.set(alertId, [...(heardBy.get(alertId) ?? []), channelId]);
  const usable = await usableChannelIds(tx);
  return happened.flatMap(({ event, alert, rule }): NewDelivery[] => {
    const branch = alert.branchId === null ? undefined : branches.get(alert.branchId);
    const channelIds = event === 'resolved' ? (heardBy.get(alert.id) ?? []) : (rule?.channelIds ?? []);
    const heldUntil = rule === null ? null : quietUntil(rule, branch?.timezone ?? rule.timezone, at);
    const payload = payloadOf(event, alert, branch, at, publicUrl);
    return channelIds
      .filter((id) => usable.has(id))
      .map((channelId) => ({ alertId: alert.id, channelId, event, payload, heldUntil }));
  });
}

function newAlerts({ id, kind, severity }: AlertRule, findings: readonly Finding[], at: Date): NewAlert[] {
  return findings.map((finding) => ({ ...asFound(finding, at), ruleId: id, kind, severity }));
}

function asFound({ subject, branchId, title, message, figures, since }: Finding, known: Date): AlertFinding {
  return { subject, branchId, title, message, figures, since: since ?? known };
}

const idsOf = (alerts: readonly Alert[]) => alerts.map(({ id }) => id);
