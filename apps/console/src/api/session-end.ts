const listeners = new Set<() => void>();

/** Told when the API no longer knows who asks: whoever shows the page offers the sign-in. */
export const sessionEnded = {
  tell(): void {
    for (const listener of listeners) listener();
  },
  /** Gives the function that ends it. */
  listen(listener: () => void): () => void {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
};
