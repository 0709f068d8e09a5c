import type { DayFigures, DayOutcome, DayStatus, Finding, FindingKind, LedgerOrder } from '@branch-sync/db';
import { areSameAmount, sumOfDecimals } from '../money.ts';
import { areSameTotals, type DayPayments, paymentsOf } from './compare-payments.ts';
import type { Stray } from './find-strays.ts';
import { findingWords } from './finding-words.ts';
import type { CentralOrder } from './follow-orders.ts';
import type { LocalDay } from './local-days.ts';
import { addTallies, nothingSold, type SoldFigures } from './sold-figures.ts';
import type { SoldOrder } from './sold-orders.ts';

/** All that is known of a day. */
export interface DayBooks {
  readonly local: LocalDay;
  readonly sold: SoldFigures | undefined;
  readonly ledger: readonly LedgerOrder[];
  readonly central: ReadonlyMap<string, CentralOrder>;
  readonly strays: readonly Stray[];
  readonly payments: DayPayments | undefined;
  /** Null where counts and totals agree, so that nobody has looked at single orders. */
  readonly detail: DayDetail | null;
  readonly failures: ReadonlyMap<string, { readonly code: string; readonly message: string }>;
  /** The branch's clock at the start of the last finished receive; null: there was none. */
  readonly receivedUntil: Date | null;
  /** The branch's clock now. */
  readonly now: Date;
}

/** The orders of a day, one by one. */
export interface DayDetail {
  readonly orders: readonly SoldOrder[];
  /** What the ledger has of them, by identity, whatever day it has them on. */
  readonly entries: ReadonlyMap<string, LedgerOrder>;
  /** Ledger orders (pos.order ids) of this day that the branch has as sold, on whatever day. */
  readonly stillSold: ReadonlySet<number>;
}

/** Findings of one day that are kept; how many there are is told anyway. */
const findingsKept = 5_000;

/** Holds the three books of a day against each other. */
export function compareDay(books: DayBooks): DayOutcome {
  const findings = [...ofTheTill(books), ...ofTheLedger(books), ...books.strays.map(strayFinding)];
  const toCome = ordersToCome(books);
  const status = statusOf(books, findings.length, toCome);
  return {
    day: books.local.day,
    status,
    figures: figuresOf(books, toCome),
    findingCount: findings.length,
    findings: findings.slice(0, findingsKept),
  };
}

/** Whether a day's counts and totals say that its orders must be looked at one by one. */
export function needsDetail(sold: SoldFigures = nothingSold, ledger: readonly LedgerOrder[]): boolean {
  const known = tallyOf(ledger);
  const refunds = tallyOf(ledger.filter(isRefund));
  return (
    ledger.some(({ status }) => status === 'failed') ||
    sold.sold.orders !== known.orders ||
    sold.refunds.orders !== refunds.orders ||
    !areSameAmount(sold.sold.total, known.total) ||
    !areSameAmount(sold.refunds.total, refunds.total)
  );
}

function statusOf({ local, receivedUntil, now }: DayBooks, findings: number, toCome: number): DayStatus {
  if (findings > 0) return 'differs';
  const isOver = local.end <= now && (receivedUntil === null || local.end <= receivedUntil);
  return isOver && toCome === 0 ? 'agrees' : 'not_yet';
}

/** Written since the last finished receive looked: the next one brings it. */
function isToCome({ receivedUntil }: DayBooks, { writtenAt }: SoldOrder): boolean {
  return receivedUntil === null || writtenAt >= receivedUntil;
}

function ordersToCome(books: DayBooks): number {
  const { detail } = books;
  return detail === null
    ? 0
    : detail.orders.filter((order) => !detail.entries.has(order.identity) && isToCome(books, order)).length;
}

/** What the till has and the ledger has not, or not any more as it was. */
function ofTheTill(books: DayBooks): Finding[] {
  const { detail, failures } = books;
  if (detail === null) return [];
  return detail.orders.flatMap((order): Finding[] => {
    const entry = detail.entries.get(order.identity);
    if (entry === undefined) return isToCome(books, order) ? [] : [finding('missing', findingWords.notThere(order), { order })];
    if (entry.status === 'failed') {
      const failure = failures.get(entry.id);
      const failureCode = failure?.code ?? null;
      return [finding('missing', findingWords.failed(order, failure), { order, entry, failureCode })];
    }
    if (entry.status !== 'imported') return [];
    if (!areSameAmount(order.total, entry.posTotal)) {
      const ledgerTotal = entry.posTotal;
      return [
        finding('changed', findingWords.changedAtTill(entry, order), { order, entry, ledgerTotal, ...centralOf(books, entry) }),
      ];
    }
    return [];
  });
}

/** What the ledger has brought in, and what has become of it on either side. */
function ofTheLedger(books: DayBooks): Finding[] {
  const { detail, ledger, central, payments } = books;
  return ledger.flatMap((entry): Finding[] => {
    if (entry.status !== 'imported') return [];
    const there = central.get(entry.id);
    const known = { entry, ledgerTotal: entry.centralTotal, ...centralOf(books, entry) };
    if (there?.state === 'deleted') return [finding('deleted', findingWords.deleted(entry), known)];
    if (there?.state === 'cancelled') return [finding('cancelled', findingWords.cancelled(entry), known)];
    if (detail !== null && !detail.stillSold.has(entry.remoteId)) {
      return [finding('surplus', findingWords.notSold(entry), known)];
    }
    const isChanged =
      there !== undefined &&
      there.total !== null &&
      entry.centralTotal !== null &&
      !areSameAmount(there.total, entry.centralTotal);
    if (isChanged) return [finding('changed', findingWords.changedInCentral(entry, there), known)];
    const paid = payments?.branchByOrder?.get(entry.remoteId);
    const isPaidOtherwise = paid !== undefined && !areSameTotals(paid, paymentsOf(entry));
    return isPaidOtherwise ? [finding('changed', findingWords.paidOtherwise(entry), known)] : [];
  });
}

function centralOf({ central }: DayBooks, { id }: LedgerOrder): { readonly centralTotal: string | null } {
  return { centralTotal: central.get(id)?.total ?? null };
}

function strayFinding(stray: Stray): Finding {
  const { centralId, name: centralName, total: centralTotal, currency, order, entry } = stray;
  const own = { centralId, centralName, centralTotal, currency };
  if (order === null) return { ...finding('surplus', findingWords.ofNoOrder(stray), {}), ...own };
  if (entry?.status === 'imported') {
    const ledgerTotal = entry.centralTotal;
    return { ...finding('doubled', findingWords.doubled(stray, entry), { order, entry, ledgerTotal }), ...own };
  }
  const known = entry === null ? { order } : { order, entry };
  return { ...finding('surplus', findingWords.madeByHand(stray, order), known), ...own };
}

function finding(
  kind: FindingKind,
  message: string,
  {
    order,
    entry,
    failureCode = null,
    ledgerTotal = null,
    centralTotal = null,
  }: {
    readonly order?: SoldOrder;
    readonly entry?: LedgerOrder;
    readonly failureCode?: string | null;
    readonly ledgerTotal?: string | null;
    readonly centralTotal?: string | null;
  },
): Finding {
  return {
    kind,
    message,
    failureCode,
    ledgerTotal,
    centralTotal,
    remoteId: order?.id ?? entry?.remoteId ?? null,
    posReference: order?.posReference ?? entry?.posReference ?? null,
    orderId: entry?.id ?? null,
    centralId: entry?.centralId ?? null,
    centralName: entry?.centralName ?? null,
    posTotal: order?.total ?? entry?.posTotal ?? null,
    currency: order?.currency ?? entry?.currency ?? null,
  };
}

const isRefund = ({ posTotal }: LedgerOrder) => posTotal.startsWith('-');

function tallyOf(orders: readonly LedgerOrder[]) {
  return { orders: orders.length, total: sumOfDecimals(orders.map(({ posTotal }) => posTotal)) };
}

function figuresOf({ sold = nothingSold, ledger, central, payments, detail }: DayBooks, toCome: number): DayFigures {
  const currencies = new Set([...ledger, ...(detail?.orders ?? [])].flatMap(({ currency }) => currency ?? []));
  const ofStatus = (status: LedgerOrder['status']) => tallyOf(ledger.filter((order) => order.status === status));
  const followed = ledger.flatMap(({ id, status }) => (status === 'imported' ? (central.get(id) ?? []) : []));
  const ofState = (state: CentralOrder['state']) =>
    addTallies(followed.filter((order) => order.state === state).map(({ total }) => ({ orders: 1, total: total ?? '0' })));
  const byState = { draft: ofState('draft'), sent: ofState('sent'), sale: ofState('sale'), cancelled: ofState('cancelled') };
  const [currency = null] = currencies;
  return {
    currency: currencies.size === 1 ? currency : null,
    branch: { ...sold, byMethod: payments?.branch ?? null },
    ledger: {
      known: tallyOf(ledger),
      refunds: tallyOf(ledger.filter(isRefund)),
      byStatus: { imported: ofStatus('imported'), failed: ofStatus('failed'), skipped: ofStatus('skipped') },
      byMethod: payments?.ledger ?? null,
    },
    central: { there: addTallies(Object.values(byState)), byState, deleted: ofState('deleted').orders },
    toCome,
  };
}
