import { describe, expect, it } from 'vitest';
import { shareDiscovery } from './share-discovery.ts';

/** A question whose answers are given by hand. */
function aQuestion() {
  const asked: { readonly signal: AbortSignal; answer(value: string): void; fail(error: Error): void }[] = [];
  const join = shareDiscovery<string>(
    (signal) =>
      new Promise((resolve, reject) => {
        asked.push({ signal, answer: resolve, fail: reject });
      }),
    () => new Error('given up'),
  );
  return { asked, join };
}

describe('a discovery', () => {
  it('is one for all who want it at the same time, and asked again afterwards', async () => {
    const { asked, join } = aQuestion();
    const both = Promise.all([join(null), join(null)]);
    asked[0]?.answer('a');
    expect(await both).toEqual(['a', 'a']);
    const later = join(null);
    asked[1]?.answer('b');
    expect([await later, asked.length]).toEqual(['b', 2]);
  });

  it('goes on for the others when one gives up', async () => {
    const { asked, join } = aQuestion();
    const stop = new AbortController();
    const first = join(stop.signal);
    const second = join(null);
    stop.abort();
    await expect(first).rejects.toThrow('given up');
    expect(asked[0]?.signal.aborted).toBe(false);
    asked[0]?.answer('a');
    expect(await second).toBe('a');
  });

  it('ends when all have given up, and the next one asks anew', async () => {
    const { asked, join } = aQuestion();
    const stop = new AbortController();
    const both = Promise.allSettled([join(stop.signal), join(stop.signal)]);
    stop.abort();
    expect((await both).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(asked[0]?.signal.aborted).toBe(true);
    const next = join(null);
    asked[0]?.fail(new Error('aborted'));
    asked[1]?.answer('b');
    expect(await next).toBe('b');
  });

  it('fails for all, and is asked again afterwards', async () => {
    const { asked, join } = aQuestion();
    const both = Promise.allSettled([join(null), join(new AbortController().signal)]);
    asked[0]?.fail(new Error('down'));
    expect((await both).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    const next = join(null);
    asked[1]?.answer('up');
    expect(await next).toBe('up');
  });

  it('is not begun for one who has given up before', async () => {
    const { asked, join } = aQuestion();
    await expect(join(AbortSignal.abort())).rejects.toThrow('given up');
    expect(asked).toEqual([]);
  });
});
