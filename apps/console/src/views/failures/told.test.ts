import { describe, expect, it } from 'vitest';
import { dismissed, reopened, retried } from './told.ts';

const runs = [{ branchCode: 'b1', runId: '01', orders: 2 }];

describe('what an act on failures has come to', () => {
  it('tells what is tried again', () => {
    expect(retried('Tax 7', { failures: 2, runs, notRetried: [] })).toEqual({
      text: 'Tax 7: 2 failures are tried again in 1 run.',
      runs,
    });
  });

  it('tells what was left, and why', () => {
    const notRetried = [
      { reason: 'resolved', failures: 1200 },
      { reason: 'branch_archived', failures: 1 },
    ] as const;
    expect(retried('Tax 7', { failures: 0, runs: [], notRetried: [...notRetried] }).text).toBe(
      `Tax 7: nothing is tried again. Left as they were: ${(1200).toLocaleString()} resolved already, 1 of an archived branch.`,
    );
  });

  it('tells what is heard of no more, and again', () => {
    expect(dismissed('Tax 7', { changed: 1, untouched: [] }).text).toBe('Tax 7: 1 failure is dismissed.');
    expect(reopened('Tax 7', { changed: 0, untouched: [{ reason: 'stands_again', failures: 3 }] }).text).toBe(
      'Tax 7: none is open again. Left as they were: 3 standing again already.',
    );
  });
});
