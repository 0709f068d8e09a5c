import { setTimeout as pause } from 'node:timers/promises';
import { type Database, giveTriesBack, type TryLimit, takeTries } from '@branch-sync/db';
import { normalizeIP } from '@fastify/rate-limit';
import { ProblemError } from '../problems/problem-error.ts';

const minute = 60_000;

/** An address of IPv4, or a network of IPv6: whoever has one address of it has them all. */
const perAddress = (address: string): TryLimit => ({
  of: `address ${normalizeIP(address, 64)}`,
  most: 20,
  withinMs: 5 * minute,
});
const perAccount = (account: string): TryLimit => ({ of: `account ${account}`, most: 10, withinMs: 15 * minute });
/**
 * Odoo itself locks an address out for a minute once five sign-ins in a row were wrong (`base.login_cooldown_after`), and all of ours come from one
 * address: that of the runs. So few are tried at once, and after a wrong one our own user signs in (central-account.ts).
 */
const ofCentral: TryLimit = { of: 'central', most: 4, withinMs: minute };

/** Central's few places may be taken by sign-ins that are under way and will go well: they are waited for, so often, in milliseconds. */
const waits = [300, 600, 1_200];

/**
 * Lets a sign-in be tried, where there are tries left for its address, its account and, where it asks central, for central; only one that is
 * refused costs any. Throws what `attempt` throws, and `TooManyTriesError` where there are none left.
 */
export async function withinTries<T>(
  db: Database,
  of: { readonly address: string; readonly account: string | null; readonly asksCentral: boolean },
  attempt: () => Promise<T>,
): Promise<T> {
  const own = [perAddress(of.address), ...(of.account === null ? [] : [perAccount(of.account)])];
  await take(db, own, []);
  const shared = of.asksCentral ? [ofCentral] : [];
  try {
    await take(db, shared, waits);
  } catch (error) {
    await giveTriesBack(db, own);
    throw error;
  }
  try {
    const result = await attempt();
    await giveTriesBack(db, [...own, ...shared]);
    return result;
  } catch (error) {
    // Nobody has said that it was wrong.
    if (!(error instanceof ProblemError) || error.status >= 500) await giveTriesBack(db, [...own, ...shared]);
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

async function take(db: Database, limits: readonly TryLimit[], waitsLeft: readonly number[]): Promise<void> {
  const waitMs = await takeTries(db, limits);
  if (waitMs === 0) return;
  const [next, ...later] = waitsLeft;
  if (next === undefined) throw new TooManyTriesError(waitMs);
  await pause(next);
  return take(db, limits, later);
}
