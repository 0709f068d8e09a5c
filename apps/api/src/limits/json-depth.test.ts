import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { isDeeperThan } from './json-depth.ts';

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

describe('how deep a JSON text is', () => {
  it.each([
    ['{}', 1],
    ['[{"a":[1]},[]]', 3],
    ['"[[[["', 0],
    ['["\\"[[["]', 1],
    ['["\\\\",[]]', 2],
    ['{"[[":"{{"}', 1],
  ])('%s', (text, depth) => {
    expect(isDeeperThan(text, depth)).toBe(false);
    expect(isDeeperThan(text, depth - 1)).toBe(depth > 0);
  });

  test.prop([fc.jsonValue({ maxDepth: 6 }), fc.nat(8)])('is what its value has', (value, most) => {
    expect(isDeeperThan(JSON.stringify(value), most)).toBe(depthOf(value) > most);
  });

  it('is told at once where a text does nothing but open', () => {
    expect(isDeeperThan('['.repeat(2 ** 20), 32)).toBe(true);
  });
});
