/** One failure of an order, as GET /api/failures gives it. */
export interface OrderFailure {
  readonly branchCode: string;
  readonly code: string;
  readonly message: string;
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

/**
 * Groups failures by what is wrong. The first sentence of a message names the cause (“Product P191 is not known in
 * central.”), what follows names the order. The cause that holds most orders comes first.
 */
export function groupByCause(failures: readonly OrderFailure[]): Cause[] {
  const groups = new Map<string, OrderFailure[]>();
  for (const failure of failures) {
    const key = `${failure.code} ${firstSentence(failure.message)}`;
    groups.set(key, [...(groups.get(key) ?? []), failure]);
  }
  return [...groups.values()].map(causeOf).sort((a, b) => b.orderCount - a.orderCount || a.sentence.localeCompare(b.sentence));
}

function causeOf(failures: readonly OrderFailure[]): Cause {
  const [{ code, message, fix } = { code: '', message: '', fix: '' }] = failures;
  const ordersOfBranch = new Map<string, Set<number | null>>();
  for (const { branchCode, remoteId } of failures) {
    ordersOfBranch.set(branchCode, (ordersOfBranch.get(branchCode) ?? new Set()).add(remoteId));
  }
  const orders = new Map([...ordersOfBranch].map(([branch, ids]) => [branch, ids.size]));
  return {
    code,
    sentence: firstSentence(message),
    fix,
    orders,
    orderCount: [...orders.values()].reduce((sum, count) => sum + count, 0),
  };
}

/** A full stop ends a sentence only before white space: “0.5 kg” does not. */
function firstSentence(message: string): string {
  return /^.*?[.!?](?=\s|$)/s.exec(message)?.[0] ?? message;
}
