import { describe, expect, it } from 'vitest';
import { goodSuggestions } from './good-suggestions.ts';

const suggestion = (centralId: number, score: number) => ({ centralId, centralName: `P${centralId}`, score, why: 'same name' });
const record = (...suggestions: ReturnType<typeof suggestion>[]) => ({
  ...{ model: 'product.product' as const, remoteId: 5, remoteName: 'P', suggestions },
});

describe('goodSuggestions', () => {
  it('takes the best where it is good', () => {
    const [good] = goodSuggestions([record(suggestion(1, 0.97), suggestion(2, 0.95))]);
    expect(good?.suggestion.centralId).toBe(1);
  });

  it('leaves out what is not good enough, or nothing', () => {
    expect(goodSuggestions([record(suggestion(1, 0.94)), record()])).toEqual([]);
  });

  it('leaves out where two are as good', () => {
    expect(goodSuggestions([record(suggestion(1, 1), suggestion(2, 1))])).toEqual([]);
  });
});
