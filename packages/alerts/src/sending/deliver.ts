import {
  areDeliveriesDue,
  type ClaimedDeliveries,
  claimMail,
  claimWebhooks,
  type Database,
  recordNotSent,
  recordSent,
} from '@branch-sync/db';
import { inParallel } from '@branch-sync/sync';
import { pauseAfter, triesAtMost } from './backoff.ts';
import { mailText } from './mail-text.ts';
import type { Mailer } from './mailer.ts';
import type { SendingOutcome } from './outcome.ts';
import { sendWebhook, type WebhookDeps } from './send-webhook.ts';

export interface DeliveryDeps extends WebhookDeps {
  readonly db: Database;
  readonly mailer: Mailer;
  readonly now: () => Promise<Date>;
  readonly random: () => number;
}

/** Longer than any sending takes: who has claimed a delivery and not told of it by then is dead, and another sends it once more under the same id. */
const claimMs = 120_000;
const webhooksAtOnce = 8;
const alertsInMail = 500;
/** An e-mail channel gets no mail more often: what comes up meanwhile is gathered. */
const betweenMailsMs = 5 * 60_000;

/** Sends what is due; gives how many calls and mails it were. Any number of processes may do it at once. */
export async function deliverAlerts(deps: DeliveryDeps): Promise<number> {
  const { db } = deps;
  if (!(await areDeliveriesDue(db, await deps.now()))) return 0;
  return (await deliverWebhooks(deps)) + (await deliverMails(deps));
}

async function deliverWebhooks(deps: DeliveryDeps): Promise<number> {
  const claimed = await claimWebhooks(deps.db, { at: await deps.now(), claimMs, limit: webhooksAtOnce });
  await inParallel(claimed, webhooksAtOnce, async (one) => {
    const [{ id, payload }] = one.deliveries;
    await record(deps, one, await sendWebhook(deps, one.channel, { id, payload, at: await deps.now() }), null);
  });
  return claimed.length;
}

async function deliverMails(deps: DeliveryDeps): Promise<number> {
  let sent = 0;
  for (;;) {
    const claimed = await claimMail(deps.db, { at: await deps.now(), claimMs, limit: alertsInMail });
    if (claimed === undefined) return sent;
    const { channel, deliveries, mailId, answers } = claimed;
    const [first, ...others] = deliveries;
    const text = mailText([first.payload, ...others.map(({ payload }) => payload)]);
    const outcome = await deps.mailer.send({ ...text, id: mailId, to: channel.recipients ?? [], answers });
    await record(deps, claimed, outcome, betweenMailsMs);
    sent += 1;
  }
}

async function record(
  deps: DeliveryDeps,
  claimed: ClaimedDeliveries,
  outcome: SendingOutcome,
  restMs: number | null,
): Promise<void> {
  const { db } = deps;
  const at = await deps.now();
  if (outcome.kind === 'sent') {
    const nextMailAt = restMs === null ? null : new Date(at.getTime() + restMs);
    return recordSent(db, claimed, { at, nextMailAt, problem: outcome.problem });
  }
  const tries = Math.max(...claimed.deliveries.map(({ attempts }) => attempts));
  const isGivenUp = outcome.kind === 'gone' || tries >= triesAtMost;
  await recordNotSent(db, claimed, {
    at,
    problem: isGivenUp && outcome.kind !== 'gone' ? `Given up after ${tries} tries. ${outcome.problem}` : outcome.problem,
    tryAgainAt: isGivenUp ? null : new Date(at.getTime() + pauseAfter(tries, deps.random)),
    disables: outcome.kind === 'gone',
  });
}
