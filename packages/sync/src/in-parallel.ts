/** Works through a list, at most `limit` at a time; the results stand in the list's order. Rejects with the first error. */
export async function inParallel<T, Result>(
  list: readonly T[],
  limit: number,
  work: (entry: T) => Promise<Result>,
): Promise<Result[]> {
  const results = new Map<number, Result>();
  const entries = list.entries();
  async function workOn(): Promise<void> {
    for (const [index, entry] of entries) results.set(index, await work(entry));
  }
  await Promise.all(Array.from({ length: Math.min(limit, list.length) }, workOn));
  return list.flatMap((_, index) => {
    const result = results.get(index);
    return result === undefined ? [] : [result];
  });
}
