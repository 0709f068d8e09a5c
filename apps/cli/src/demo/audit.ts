import { type BranchAccount, type LedgerOrder, totalsOf } from './branch-account.ts';
import { inWords } from './decimal.ts';
import type { Books } from './stand-in-books.ts';

/**
 * Holds every figure against every other that should equal it: the branches' own books, the runs' counts, the ledger, the
 * failures and central's own books. Answers what does not agree, in sentences; nothing where all is accounted for.
 */
export function audit(accounts: readonly BranchAccount[], central: Books): string[] {
  return [...accounts.flatMap((account) => auditBranch(account, central)), ...auditCentral(accounts, central)];
}

function auditBranch(account: BranchAccount, central: Books): string[] {
  const { sold, first, second, ledger } = account;
  const totals = totalsOf(ledger);
  const findings = [
    ...agree('POS orders in the branch and orders in the ledger', sold.count, totals.imported + totals.failed),
    ...agree('POS orders in the branch and orders that the first run saw', sold.count, first.seen),
    ...agree('imported orders in the first run and in the ledger', first.imported, totals.imported),
    ...agree('failed orders in the first run and in the ledger', first.failed, totals.failed),
    ...agree('flagged orders in the first run and in the ledger', first.flagged, totals.flagged),
    ...agree('orders that the second run imported and none', second.imported, 0),
    ...agree('orders that the second run found already there and imported ones', second.alreadyThere, totals.imported),
    ...agree('orders that the second run saw and those of the first', second.seen, first.seen),
    ...agreeOnMoney('takings in the branch and in the ledger', sold.total, totals.posTotal + totals.failedTotal),
    ...endedWell('first', first.status, totals.failed),
    ...endedWell('second', second.status, totals.failed),
    ...ledger.flatMap((order) => auditOrder(order, account, central)),
  ];
  return findings.map((finding) => `${account.code}: ${finding}`);
}

function auditOrder(order: LedgerOrder, { sold, failing }: BranchAccount, central: Books): string[] {
  const name = `POS order ${order.remoteId}`;
  const inBranch = sold.totalById.get(order.remoteId);
  if (inBranch === undefined) return [`${name} is in the ledger but not sold in the branch.`];
  const findings = agreeOnMoney(`${name} in the branch and in the ledger`, inBranch, order.posTotal);
  if (order.status === 'failed') {
    return failing.has(order.remoteId) ? findings : [...findings, `${name} failed, but no failure says why.`];
  }
  if (order.status === 'skipped') return [...findings, `${name} was skipped, though no branch is a copy of another.`];
  const inCentral = order.centralId === null ? undefined : central.totalById.get(order.centralId);
  if (inCentral === undefined || order.centralTotal === null)
    return [...findings, `${name} is imported, but central does not hold it.`];
  const isOff = order.centralTotal !== order.posTotal;
  return [
    ...findings,
    ...agreeOnMoney(`${name} in central and in the ledger`, inCentral, order.centralTotal),
    ...(isOff && order.flag === null
      ? [`${name} is off by ${inWords(order.centralTotal - order.posTotal)} and not flagged.`]
      : []),
    ...(!isOff && order.flag !== null ? [`${name} is flagged (${order.flag}) though its totals agree.`] : []),
  ];
}

function auditCentral(accounts: readonly BranchAccount[], central: Books): string[] {
  const imported = accounts.flatMap(({ ledger }) => ledger.filter(({ status }) => status === 'imported'));
  const distinct = new Set(imported.map(({ centralId }) => centralId));
  const total = totalsOf(imported).centralTotal;
  return [
    ...agree('Sales Orders in central and imported orders in the ledger', central.count, imported.length),
    ...agree('Sales Orders that the ledger names and imported orders', distinct.size, imported.length),
    ...agreeOnMoney('total of central and of the ledger', central.total, total),
  ].map((finding) => `central: ${finding}`);
}

function endedWell(which: string, status: string, failed: number): string[] {
  const expected = failed > 0 ? 'partial' : 'succeeded';
  return status === expected ? [] : [`the ${which} run ended as “${status}”, not as “${expected}”.`];
}

function agree(what: string, one: number, other: number): string[] {
  return one === other ? [] : [`${what} differ: ${one} and ${other}.`];
}

function agreeOnMoney(what: string, one: bigint, other: bigint): string[] {
  return one === other ? [] : [`${what} differ: ${inWords(one)} and ${inWords(other)}.`];
}
