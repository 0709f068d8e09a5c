/** One failure of an order, as GET /api/failures gives it. */
export interface OrderFailure {
  readonly branchCode: string;
  /** The same for all failures of one cause. */
  readonly group: string;
  readonly code: string;
  readonly title: string;
  readonly fix: string;
  readonly remoteId: number | null;
}

/** Failures that one act would cure, with the orders that wait for it. */
export interface Cause {
  readonly code: string;
  /** What is wrong, in one sentence. */
  readonly sentence: string;
  readonly fix: string;
  /** Orders by branch code, in the order in which the branches appear. */
  readonly orders: ReadonlyMap<string, number>;
  readonly orderCount: number;
}

/** Groups failures by their cause; the one that holds most orders comes first. */
export function groupByCause(failures: readonly OrderFailure[]): Cause[] {
  const groups = new Map<string, OrderFailure[]>();
  for (const failure of failures) groups.set(failure.group, [...(groups.get(failure.group) ?? []), failure]);
  return [...groups.values()].map(causeOf).sort((a, b) => b.orderCount - a.orderCount || a.sentence.localeCompare(b.sentence));
}

function causeOf(failures: readonly OrderFailure[]): Cause {
  const [{ code, title, fix } = { code: '', title: '', fix: '' }] = failures;
  const ordersOfBranch = new Map<string, Set<number | null>>();
  for (const { branchCode, remoteId } of failures) {
    ordersOfBranch.set(branchCode, (ordersOfBranch.get(branchCode) ?? new Set()).add(remoteId));
  }
  const orders = new Map([...ordersOfBranch].map(([branch, ids]) => [branch, ids.size]));
  const orderCount = [...orders.values()].reduce((sum, count) => sum + count, 0);
  return { code, sentence: `${title}.`, fix, orders, orderCount };
}
