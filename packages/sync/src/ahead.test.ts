import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { ahead } from './ahead.ts';

async function* upTo(count: number, onAsked: (number: number) => void = () => undefined) {
  for (let number = 1; number <= count; number += 1) {
    onAsked(number);
    yield number;
  }
}

async function taken<T>(source: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of source) list.push(item);
  return list;
}

/** Work that ends when it is told to. */
function heldWork() {
  const held = new Map<number, { end: (result: number) => void; fail: (error: Error) => void }>();
  const started: number[] = [];
  return {
    started,
    end: (number: number) => held.get(number)?.end(number * 10),
    fail: (number: number, error: Error) => held.get(number)?.fail(error),
    work: (number: number) =>
      new Promise<number>((end, fail) => {
        started.push(number);
        held.set(number, { end, fail });
      }),
  };
}

/** Lets all that may go on go on. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('ahead', () => {
  test.prop([fc.array(fc.nat({ max: 4 }), { maxLength: 30 }), fc.integer({ min: 1, max: 5 })])(
    'gives all results in the order of the source, whichever work ends first, and never more under way than it may',
    async (turns, depth) => {
      let underWay = 0;
      let most = 0;
      const results = await taken(
        ahead(
          upTo(turns.length),
          () => depth,
          async (number) => {
            underWay += 1;
            most = Math.max(most, underWay);
            for (let turn = 0; turn < (turns[number - 1] ?? 0); turn += 1) await settled();
            underWay -= 1;
            return number;
          },
        ),
      );
      expect(results).toEqual(turns.map((_, index) => index + 1));
      expect(most).toBeLessThanOrEqual(depth);
    },
  );

  it('works on while a result is dealt with, and no further ahead than it may', async () => {
    const { started, work, end } = heldWork();
    const results = ahead(upTo(9), () => 2, work);
    const first = results.next();
    await settled();
    expect(started).toEqual([1, 2]);
    end(1);
    expect(await first).toEqual({ done: false, value: 10 });
    await settled();
    expect(started).toEqual([1, 2, 3]);
    end(2);
    end(3);
    await results.return();
  });

  it('asks anew how far ahead it may be', async () => {
    const { started, work, end } = heldWork();
    let depth = 1;
    const results = ahead(upTo(9), () => depth, work);
    const first = results.next();
    await settled();
    expect(started).toEqual([1]);
    depth = 3;
    end(1);
    await first;
    await settled();
    expect(started).toEqual([1, 2, 3, 4]);
    for (const number of [2, 3, 4]) end(number);
    await results.return();
  });

  it('ends with an error in its turn, and only once all that was under way has ended', async () => {
    const { work, end, fail } = heldWork();
    const results = ahead(upTo(9), () => 3, work);
    const first = results.next();
    await settled();
    fail(2, new Error('refused'));
    end(1);
    expect(await first).toEqual({ done: false, value: 10 });
    let isOver = false;
    const second = results.next().finally(() => {
      isOver = true;
    });
    second.catch(() => undefined);
    await settled();
    expect(isOver).toBe(false);
    end(3);
    end(4);
    await expect(second).rejects.toThrow('refused');
  });

  it('waits for what is under way when whoever takes the results gives up', async () => {
    const { work, end } = heldWork();
    const results = ahead(upTo(9), () => 2, work);
    const first = results.next();
    await settled();
    end(1);
    await first;
    let isOver = false;
    const left = results.return().then(() => {
      isOver = true;
    });
    await settled();
    expect(isOver).toBe(false);
    end(2);
    end(3);
    await left;
  });

  it('passes an error of the source, after the results before it', async () => {
    async function* broken() {
      yield 1;
      throw new Error('the line was cut');
    }
    const seen: number[] = [];
    const reading = (async () => {
      for await (const number of ahead(
        broken(),
        () => 4,
        async (one) => one,
      ))
        seen.push(number);
    })();
    await expect(reading).rejects.toThrow('the line was cut');
    expect(seen).toEqual([1]);
  });

  it('lets the source go where nobody wants more', async () => {
    let isLetGo = false;
    async function* source() {
      try {
        for (let number = 1; ; number += 1) yield number;
      } finally {
        isLetGo = true;
      }
    }
    for await (const number of ahead(
      source(),
      () => 2,
      async (one) => one,
    ))
      if (number === 3) break;
    expect(isLetGo).toBe(true);
  });
});
