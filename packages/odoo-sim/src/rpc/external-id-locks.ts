/** External ids that transactions under way are creating: the unique index makes a second transaction wait for the first. */
export class ExternalIdLocks {
  readonly #held = new Map<string, Promise<void>>();

  /** The end of a transaction that holds one of these names; null when all are free. */
  holderOf(names: readonly string[]): Promise<void> | null {
    for (const name of names) {
      const holder = this.#held.get(name);
      if (holder) return holder;
    }
    return null;
  }

  /** Takes the names and gives the function that releases them. */
  take(names: readonly string[]): () => void {
    let end = (): void => {};
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    for (const name of names) this.#held.set(name, ended);
    return () => {
      for (const name of names) this.#held.delete(name);
      end();
    };
  }
}
