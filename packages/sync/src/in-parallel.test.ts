import { describe, expect, it } from 'vitest';
import { inParallel } from './in-parallel.ts';

describe('inParallel', () => {
  it('keeps the order of the list, and never works on more than the limit', async () => {
    let working = 0;
    let most = 0;
    const doubled = await inParallel([5, 1, 4, 2, 3], 2, async (number) => {
      working += 1;
      most = Math.max(most, working);
      for (let turn = 0; turn < number; turn += 1) await Promise.resolve();
      working -= 1;
      return number * 2;
    });
    expect(doubled).toEqual([10, 2, 8, 4, 6]);
    expect(most).toBe(2);
  });

  it('gives nothing for nothing, and passes an error on', async () => {
    expect(await inParallel([], 3, async () => 1)).toEqual([]);
    await expect(inParallel([1], 3, () => Promise.reject(new RangeError('no')))).rejects.toThrow(RangeError);
  });
});
