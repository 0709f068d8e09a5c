import { describe, expect, it } from 'vitest';
import { branchesText } from './branches-text.ts';

describe('the branches of a cause', () => {
  it('are named where they are few', () => {
    expect(branchesText(['b1'], 1)).toBe('b1');
    expect(branchesText(['b1', 'b2', 'b3'], 3)).toBe('b1, b2, b3');
  });

  it('are counted where they are many, those that are not told too', () => {
    expect(branchesText(['b1', 'b2', 'b3', 'b4'], 4)).toBe('b1, b2, b3 and 1 more');
    expect(branchesText(['b1', 'b2', 'b3', 'b4'], 500)).toBe('b1, b2, b3 and 497 more');
  });
});
