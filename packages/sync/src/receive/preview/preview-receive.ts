import { type Branch, settledOrders } from '@branch-sync/db';
import { type CentralDialect, type OdooClient, readBranchDialect, readCentralDialect } from '@branch-sync/odoo';
import { type Look, lookAtBoth } from '../../connections/look.ts';
import { type ConnectionDeps, wantedOfBranch } from '../../connections/open-connection.ts';
import { amountsIn, type WriteAmount } from '../../orders/side.ts';
import { createCatalogues, prepareCatalogues } from '../catalogues.ts';
import { setAsideCopies } from '../drop-settled.ts';
import { momentToDate } from '../odoo-moment.ts';
import type { PosOrder, PosOrderHead } from '../pos-order.ts';
import { readNewestOrders, readOrderDetails } from '../read-orders.ts';
import type { ResolveContext } from '../receive-context.ts';
import { createReceiveMemory } from '../receive-memory.ts';
import { resolveOrders } from '../resolve-order.ts';
import { toLoadTable } from '../to-sale-order.ts';
import { draftOfRows } from './draft-of-rows.ts';
import { readNamesInCentral } from './names-in-central.ts';
import { failedOutcome, outcomeOf, type PreviewOutcome } from './outcome.ts';
import { createUnmadeCustomers } from './unmade-customers.ts';

/** A POS order as it would come in. */
export interface PreviewedOrder {
  readonly order: PosOrderHead;
  readonly orderedAt: Date;
  /** At the till: a decimal string in the currency's decimals. */
  readonly posTotal: string;
  readonly outcome: PreviewOutcome;
}

/** What a preview has of both sides: more than receive's steps up to the writing one need, for what only it asks. */
interface PreviewContext extends ResolveContext {
  readonly branchClient: OdooClient;
  readonly centralClient: OdooClient;
  readonly centralDialect: CentralDialect;
}

/**
 * What an import would make of a branch's newest orders, by the steps of a receive up to the one that writes. Nothing is written, on no side and not
 * here; what central itself would refuse is seen only by an import.
 */
export async function previewReceive(
  deps: ConnectionDeps,
  branch: Branch,
  count: number,
  signal: AbortSignal,
): Promise<Look<PreviewedOrder[]>> {
  // What is remembered of the branch may be of before an upgrade of its Odoo: it is asked anew.
  return lookAtBoth(deps, { ...branch, facts: null, factsAt: null }, async (branchClient, centralClient) => {
    const [branchDialect, centralDialect] = await Promise.all([
      readBranchDialect(branchClient, wantedOfBranch, signal),
      readCentralDialect(centralClient, signal),
    ]);
    const { db, now } = deps;
    const sides = { branchClient, branchDialect, centralClient, centralDialect };
    const memory = createReceiveMemory(now);
    return preview({ db, branch, ...sides, memory, signal, report: { line: () => undefined } }, count);
  });
}

async function preview(context: PreviewContext, count: number): Promise<PreviewedOrder[]> {
  const heads = await readNewestOrders(context, count);
  const outcomes = await outcomesOf(context, await readOrderDetails(context, await unsettled(context, heads)));
  const totalOf = await totalsOf(context, heads);
  return heads.map((order) => ({
    order,
    orderedAt: momentToDate(order.dateOrder),
    posTotal: totalOf(order),
    outcome: outcomes.get(order.id) ?? { kind: 'already_there' },
  }));
}

async function unsettled({ db, branch }: PreviewContext, heads: readonly PosOrderHead[]): Promise<PosOrderHead[]> {
  const identities = heads.map(({ identity }) => identity);
  const settled = await settledOrders(db, branch.id, identities);
  return heads.filter(({ identity }) => !settled.has(identity));
}

/** What would become of orders, by their ids; what another branch has brought is left out. */
async function outcomesOf(context: PreviewContext, orders: readonly PosOrder[]): Promise<Map<number, PreviewOutcome>> {
  const { branch, centralClient, centralDialect, signal } = context;
  const { here } = await setAsideCopies(context, orders);
  const unmade = createUnmadeCustomers(centralClient, signal);
  const catalogues = createCatalogues(context, unmade.make);
  await prepareCatalogues(catalogues, here);
  const resolutions = await resolveOrders(context, catalogues, here);
  const failed = resolutions.filter((one) => one.kind === 'failed');
  const ready = resolutions.flatMap((one) => {
    if (one.kind === 'failed') return [];
    const rows = toLoadTable([one.resolved], { ...branch, branchCode: branch.code }, centralDialect);
    return [{ resolved: one.resolved, draft: draftOfRows(rows) }];
  });
  const drafts = ready.map(({ draft }) => draft);
  const names = await readNamesInCentral(centralClient, drafts, signal);
  return new Map([
    ...failed.map((one): [number, PreviewOutcome] => [one.order.id, failedOutcome(one)]),
    ...ready.map((one): [number, PreviewOutcome] => [one.resolved.order.id, outcomeOf(branch, one, names, unmade)]),
  ]);
}

/** How orders' totals are written, currency by currency. */
async function totalsOf({ branchClient, signal }: PreviewContext, heads: readonly PosOrderHead[]) {
  const ids = [...new Set(heads.map(({ currency }) => currency.id))];
  const writers = new Map<number, WriteAmount>();
  for (const id of ids) writers.set(id, await amountsIn(branchClient, id, signal));
  return ({ currency, amountTotal }: PosOrderHead) => writers.get(currency.id)?.(amountTotal) ?? String(amountTotal);
}
