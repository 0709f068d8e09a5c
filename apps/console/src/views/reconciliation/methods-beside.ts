interface MethodTotal {
  readonly remoteMethodId: number;
  readonly method: string;
  readonly total: string;
}

/** A way of paying and what each book has of it; null: nothing. */
export interface MethodRow {
  readonly id: number;
  readonly method: string;
  readonly till: string | null;
  readonly ledger: string | null;
}

/** The ways of paying of both books, by the branch's own ids, in the till's order; those that only the ledger has come last. */
export function besideEachOther(till: readonly MethodTotal[], ledger: readonly MethodTotal[]): readonly MethodRow[] {
  const totalIn = (book: readonly MethodTotal[], id: number) =>
    book.find(({ remoteMethodId }) => remoteMethodId === id)?.total ?? null;
  const names = new Map([...ledger, ...till].map(({ remoteMethodId, method }) => [remoteMethodId, method]));
  const ids = new Set([...till, ...ledger].map(({ remoteMethodId }) => remoteMethodId));
  return [...ids].map((id) => ({ id, method: names.get(id) ?? `#${id}`, till: totalIn(till, id), ledger: totalIn(ledger, id) }));
}
