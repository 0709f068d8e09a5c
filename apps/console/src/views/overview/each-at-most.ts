/** Does something for each in their order, at most so many at once. Rejects with the first that rejects; what is under way then goes on. */
export async function eachAtMost<One>(atOnce: number, all: readonly One[], act: (one: One) => Promise<void>): Promise<void> {
  const rest = all.values();
  const goOn = async () => {
    // The same iterator for all: who is done takes the next.
    for (const one of rest) await act(one);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, all.length) }, goOn));
}
