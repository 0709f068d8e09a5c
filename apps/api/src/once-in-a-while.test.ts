import { describe, expect, it } from 'vitest';
import { onceInAWhile } from './once-in-a-while.ts';

/** Counts how often it was made; a making ends when the test says so. */
function aMaking() {
  let clockMs = 0;
  const pending: PromiseWithResolvers[] = [];
  const ask = onceInAWhile<void, string>({
    keptMs: 1_000,
    timesItsCost: 20,
    now: () => new Date(clockMs),
    make: (at) => {
      const making = withResolvers();
      pending.push(making);
      return making.promise.then(() => `${pending.length} at ${at.getTime()}`);
    },
  });
  const setClock = (ms: number) => {
    clockMs = ms;
  };
  return { ask, pending, setClock };
}

interface PromiseWithResolvers {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

function withResolvers(): PromiseWithResolvers {
  let settle: Omit<PromiseWithResolvers, 'promise'> | undefined;
  const promise = new Promise<void>((resolve, reject) => {
    settle = { resolve, reject };
  });
  if (settle === undefined) throw new Error('A promise calls its executor at once.');
  return { promise, ...settle };
}

describe('what is made once in a while', () => {
  it('is shared by all who ask while it is made, and for a while after', async () => {
    const { ask, pending, setClock } = aMaking();
    const asked = [ask(), ask()];
    setClock(10);
    asked.push(ask());
    pending[0]?.resolve();
    expect(await Promise.all(asked)).toEqual(['1 at 0', '1 at 0', '1 at 0']);
    setClock(999);
    expect(await ask()).toBe('1 at 0');
    setClock(1_000);
    const again = ask();
    pending[1]?.resolve();
    expect(await again).toBe('2 at 1000');
    expect(pending).toHaveLength(2);
  });

  it('is kept for longer where it took long', async () => {
    const { ask, pending, setClock } = aMaking();
    const first = ask();
    setClock(100);
    pending[0]?.resolve();
    await first;
    setClock(1_999);
    expect(await ask()).toBe('1 at 0');
    setClock(2_000);
    const again = ask();
    pending[1]?.resolve();
    expect(await again).toBe('2 at 2000');
  });

  it('is made anew after it could not be', async () => {
    const { ask, pending } = aMaking();
    const asked = [ask(), ask()];
    pending[0]?.reject(new Error('away'));
    expect((await Promise.allSettled(asked)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    const again = ask();
    pending[1]?.resolve();
    expect(await again).toBe('2 at 0');
  });

  it('is made anew by a clock that was set back', async () => {
    const { ask, pending, setClock } = aMaking();
    setClock(5_000);
    const first = ask();
    pending[0]?.resolve();
    await first;
    setClock(4_000);
    const again = ask();
    pending[1]?.resolve();
    expect(await again).toBe('2 at 4000');
  });
});
