/**
 * Works through a source ahead of whoever takes the results: while one is dealt with, the work on up to `depth()` more is under way. The results
 * come in the source's order, and the source is asked for one thing at a time. Ends with the first error; whichever way it ends, it waits for what
 * is under way, so that nothing goes on behind the caller's back.
 */
export async function* ahead<Item, Result>(
  source: AsyncIterable<Item>,
  depth: () => number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result, void, undefined> {
  const items = source[Symbol.asyncIterator]();
  const underWay: Promise<IteratorResult<Result, undefined>>[] = [];
  let asked: Promise<unknown> = Promise.resolve();
  let isThrough = false;

  async function next(before: Promise<unknown>): Promise<IteratorResult<Item, unknown>> {
    await before;
    return isThrough ? { done: true, value: undefined } : items.next();
  }

  function start(): void {
    const item = next(asked);
    // Whoever waits for the result hears of an error; the next question finds the source at its end.
    asked = item.then(
      ({ done }) => {
        if (done === true) isThrough = true;
      },
      () => {
        isThrough = true;
      },
    );
    const result = item.then(async (given): Promise<IteratorResult<Result, undefined>> => {
      if (given.done === true) return { done: true, value: undefined };
      return { done: false, value: await work(given.value) };
    });
    result.catch(() => undefined);
    underWay.push(result);
  }

  function startWhatMay(): void {
    while (!isThrough && underWay.length < depth()) start();
  }

  try {
    for (startWhatMay(); ; startWhatMay()) {
      const result = await underWay.shift();
      if (result === undefined || result.done === true) return;
      startWhatMay();
      yield result.value;
    }
  } finally {
    await Promise.allSettled(underWay);
    await items.return?.();
  }
}
