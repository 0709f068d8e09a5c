import type { Branch } from '@branch-sync/db';
import { type OdooClient, OdooError } from '@branch-sync/odoo';
import type { FailureDescription, Side } from '../failures/catalogue.ts';
import { describeOdooError } from '../failures/describe-odoo-error.ts';
import { sideOf } from '../runs/describe-run-error.ts';
import { RunStoppedError } from '../runs/run-stopped-error.ts';
import { branchClient, type ConnectionDeps, centralClient } from './open-connection.ts';

/** What a look into an Odoo gave, or in words why there was none. */
export type Look<T> =
  | { readonly seen: T }
  | { readonly unseen: string; readonly side: Side; readonly failure: FailureDescription };

/** Does something with central that a request waits for: `signal` bounds it. Central that is not set, or does not answer, is no error here. */
export async function lookInCentral<T>(deps: ConnectionDeps, look: (client: OdooClient) => Promise<T>): Promise<Look<T>> {
  return inWords('central', null, async () => closing((await centralClient(deps)).client, look));
}

/** The same with a branch. */
export async function lookInBranch<T>(
  deps: ConnectionDeps,
  branch: Branch,
  look: (client: OdooClient) => Promise<T>,
): Promise<Look<T>> {
  return inWords('branch', branch.code, async () => closing(branchClient(deps, branch), look));
}

/** The same with both sides at once: the one that does not answer is told. */
export async function lookAtBoth<T>(
  deps: ConnectionDeps,
  branch: Branch,
  look: (branchClient: OdooClient, centralClient: OdooClient) => Promise<T>,
): Promise<Look<T>> {
  const looked = await lookInCentral(deps, (central) =>
    inWords(
      'branch',
      branch.code,
      async () => closing(branchClient(deps, branch), (client) => look(client, central)),
      (error) => sideOf(error, branch) !== 'central',
    ),
  );
  return 'unseen' in looked ? looked : looked.seen;
}

async function closing<T>(client: OdooClient, look: (client: OdooClient) => Promise<T>): Promise<T> {
  try {
    return await look(client);
  } finally {
    await client.close();
  }
}

async function inWords<T>(
  side: Side,
  branchCode: string | null,
  work: () => Promise<T>,
  isOfThisSide: (error: unknown) => boolean = () => true,
): Promise<Look<T>> {
  try {
    return { seen: await work() };
  } catch (error) {
    if (!isOfThisSide(error)) throw error;
    const failure = describeLook(error, side, branchCode);
    return { unseen: failure.message, side, failure };
  }
}

/** Throws what is neither an Odoo's doing nor that of our settings. */
function describeLook(error: unknown, side: Side, branchCode: string | null): FailureDescription {
  if (error instanceof RunStoppedError) return error.description;
  if (error instanceof OdooError) return describeOdooError(error, { side, branchCode });
  throw error;
}
