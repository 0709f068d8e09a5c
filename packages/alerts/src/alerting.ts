import { type Database, databaseClock, type SecretBox } from '@branch-sync/db';
import type { OdooLimits } from '@branch-sync/odoo';
import { createBehindWatch } from '@branch-sync/sync';
import type { Logger } from 'pino';
import { evaluateAlerts } from './evaluate.ts';
import { deliverAlerts } from './sending/deliver.ts';
import { createMailer, type SmtpSettings } from './sending/mailer.ts';

export interface AlertingOptions {
  readonly db: Database;
  readonly secretBox: SecretBox;
  readonly limits: OdooLimits;
  /** Null: no mail is sent. */
  readonly smtp: SmtpSettings | null;
  readonly publicUrl: string;
  readonly log: Logger;
}

const evaluateEveryMs = 15_000;
const lookEveryMs = 3_000;

/**
 * Takes part in alerting: every worker and every API process may, so that the loss of the last worker is told, too. Each evaluation is made by one of
 * them, each delivery is sent by one of them. `stop` waits for what is under way.
 */
export function startAlerting({ db, secretBox, limits, smtp, publicUrl, log }: AlertingOptions): { stop(): Promise<void> } {
  const now = () => databaseClock(db);
  const watch = createBehindWatch(db);
  const mailer = createMailer(smtp);
  let underWay: Promise<void> | null = null;
  let isTroubled = false;

  async function look(): Promise<void> {
    try {
      const evaluation = await evaluateAlerts({ db, watch, now, publicUrl, everyMs: evaluateEveryMs });
      if (evaluation !== null && evaluation.opened + evaluation.resolved > 0) log.info(evaluation, 'alerts');
      await deliverAlerts({ db, secretBox, limits, mailer, now, random: Math.random });
      isTroubled = false;
    } catch (err) {
      // One line for an outage, not one for each look.
      if (!isTroubled) log.warn({ err }, 'could not look after alerts; it is tried again');
      isTroubled = true;
    }
  }

  const timer = setInterval(() => {
    underWay ??= look().finally(() => {
      underWay = null;
    });
  }, lookEveryMs);
  return {
    async stop() {
      clearInterval(timer);
      await underWay;
    },
  };
}
