import { describe, expect, it, vi } from 'vitest';
import { eachAtMost } from './each-at-most.ts';

/** Acts that end when they are told to. */
function heldActs() {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const act = (one: string) => {
    begun.push(one);
    return new Promise<void>((end) => ends.set(one, end));
  };
  return { begun, act, end: (one: string) => ends.get(one)?.() };
}

describe('each of many, a few at once', () => {
  it('begins the next one when one has ended, and is done with the last', async () => {
    const { begun, act, end } = heldActs();
    const all = eachAtMost(2, ['a', 'b', 'c'], act);
    expect(begun).toEqual(['a', 'b']);
    end('b');
    await vi.waitFor(() => expect(begun).toEqual(['a', 'b', 'c']));
    end('a');
    end('c');
    await all;
    expect(begun).toEqual(['a', 'b', 'c']);
  });

  it('is done at once where there is none', async () => {
    await expect(eachAtMost(2, [], () => Promise.reject(new Error('none')))).resolves.toBeUndefined();
  });
});
