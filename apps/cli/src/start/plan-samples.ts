import { centralDatabase, sampleBranches } from '../stack/sample-branches.ts';

/** What is set up in a database, as far as it matters for the samples. */
export interface Setup {
  readonly central: { readonly url: string; readonly database: string; readonly login: string } | null;
  readonly branchCodes: readonly string[];
}

export type SamplePlan =
  /** No stand-ins: none are wanted, or a central of one's own is set up. */
  | { readonly kind: 'none'; readonly reason: string | null }
  | { readonly kind: 'create' }
  /** Nothing but samples is there, and the stand-ins that held their orders are gone: the database begins anew with them. */
  | { readonly kind: 'begin_anew' }
  /** Samples of an earlier start, among other things: their stand-ins come back on the port that is known. */
  | { readonly kind: 'resume'; readonly port: number };

const standInLogin = 'sync_central';
/** Whoever wants none, and has begun with some, would wait for branches whose Odoo is gone. */
const leftOver =
  'those of an earlier start are still in this database, and their Odoo is gone; to begin empty, delete its folder';

/**
 * What becomes of the samples. The stand-ins keep orders in memory only, the ledger keeps them for ever: after a restart
 * the one would hold what the other has forgotten. So a database that holds nothing else begins anew; one that may not be
 * emptied (`mayEmpty` is false for a Postgres that was given) or that holds a person's own branches is left as it is.
 */
export function planSamples(setup: Setup, wanted: boolean, mayEmpty: boolean): SamplePlan {
  const { central, branchCodes } = setup;
  if (!wanted) return { kind: 'none', reason: central !== null && isStandIn(central) ? leftOver : null };
  if (central === null) {
    return branchCodes.length === 0 ? { kind: 'create' } : { kind: 'none', reason: 'branches are set up already' };
  }
  if (!isStandIn(central)) return { kind: 'none', reason: `central is set up already (${new URL(central.url).host})` };
  const samples = new Set(sampleBranches.map(({ code }) => code));
  const holdsOnlySamples = branchCodes.every((code) => samples.has(code));
  return holdsOnlySamples && mayEmpty ? { kind: 'begin_anew' } : { kind: 'resume', port: Number(new URL(central.url).port) };
}

function isStandIn({ url, database, login }: NonNullable<Setup['central']>): boolean {
  return new URL(url).hostname === '127.0.0.1' && database === centralDatabase && login === standInLogin;
}
