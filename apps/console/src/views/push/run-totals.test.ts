import type { Run } from '@branch-sync/contract';
import { describe, expect, it } from 'vitest';
import { confirmable, totalsOfPreviews, totalsOfPushes } from './run-totals.ts';

const none = { seen: 0, imported: 0, alreadyThere: 0, failed: 0, flagged: 0 };

function aRun(id: string, status: Run['status'], counts: Partial<Run['counts']>): [string, Run] {
  const moments = { createdAt: '2026-11-20T08:00:00Z', startedAt: null, finishedAt: null, cancelRequestedAt: null };
  const run: Run = {
    ...{ id, status, branchCode: 'b1', kind: 'push', trigger: 'manual', request: {}, requestId: null, attempts: 1 },
    ...{ counts: { ...none, ...counts }, expected: null, odooCalls: 0, error: null },
    ...moments,
  };
  return [id, run];
}

describe('several runs of a push', () => {
  it('that are previews sum up to what would be written and what is in the way', () => {
    const known = new Map([
      aRun('a', 'succeeded', { seen: 10, alreadyThere: 3, flagged: 2 }),
      aRun('b', 'running', { seen: 4, alreadyThere: 4 }),
    ]);
    expect(totalsOfPreviews(['a', 'b', 'c'], known)).toEqual({
      runs: 3,
      over: 1,
      succeeded: 1,
      seen: 14,
      written: 5,
      inTheWay: 2,
    });
  });

  it('that write sum up to what was written, could not be, and was left', () => {
    const known = new Map([aRun('a', 'partial', { seen: 10, imported: 6, failed: 1, flagged: 2 })]);
    expect(totalsOfPushes(['a'], known)).toMatchObject({ over: 1, succeeded: 0, written: 6, inTheWay: 3 });
  });

  it('are confirmed where they came to their end and found something', () => {
    const known = new Map([
      aRun('a', 'succeeded', { seen: 2 }),
      aRun('b', 'succeeded', { seen: 2, alreadyThere: 1, flagged: 1 }),
      aRun('c', 'failed', { seen: 2 }),
    ]);
    expect(confirmable(['a', 'b', 'c', 'd'], known).map(({ id }) => id)).toEqual(['a']);
  });
});
