import { type Database, giveTriesBack, type TryLimit, takeTries } from '@branch-sync/db';
import { ProblemError } from '../problems/problem-error.ts';

const minute = 60_000;

const perAddress = (address: string): TryLimit => ({ of: `address ${address}`, most: 20, withinMs: 5 * minute });
const perAccount = (account: string): TryLimit => ({ of: `account ${account}`, most: 10, withinMs: 15 * minute });
/**
 * Odoo itself locks an address out after five wrong logins in a row, for a minute (`base.login_cooldown_after`), and all of ours come from one
 * address: guesses must not lock out the runs that write to central.
 */
const ofCentral: TryLimit = { of: 'central', most: 4, withinMs: minute };

/**
 * Lets a sign-in be tried, where there are tries left for its address, its account and, where it asks central, for central; only one that is
 * refused costs any. Throws what `attempt` throws, and a problem where there are none left.
 */
export async function withinTries<T>(
  db: Database,
  of: { readonly address: string; readonly account: string | null; readonly asksCentral: boolean },
  attempt: () => Promise<T>,
): Promise<T> {
  const limits = [
    perAddress(of.address),
    ...(of.account === null ? [] : [perAccount(of.account)]),
    ...(of.asksCentral ? [ofCentral] : []),
  ];
  const waitMs = await takeTries(db, limits);
  if (waitMs > 0) throw new TooManyTriesError(waitMs);
  try {
    const result = await attempt();
    await giveTriesBack(db, limits);
    return result;
  } catch (error) {
    // Nobody has said that it was wrong.
    if (!(error instanceof ProblemError) || error.status >= 500) await giveTriesBack(db, limits);
    throw error;
  }
}

/** Nobody may try now; `retryAfterSeconds` says when again. */
export class TooManyTriesError extends ProblemError {
  readonly retryAfterSeconds: number;

  constructor(waitMs: number) {
    const seconds = Math.ceil(waitMs / 1000);
    const wait = seconds > 90 ? `${Math.ceil(seconds / 60)} minutes` : `${seconds} seconds`;
    super(429, { code: 'sign_in.too_many', detail: `Too many sign-ins have failed. Try again in ${wait}.` });
    this.retryAfterSeconds = seconds;
  }
}
