import type { TimelineEntry } from '@branch-sync/contract';
import { describe, expect, it } from 'vitest';
import { byBranch, inSlots, momentsOf, narrowed, peakOf } from './timeline.ts';

const entry = (branchCode: string, kind: TimelineEntry['kind'], ...times: string[]): TimelineEntry => ({
  branchCode,
  branchName: `Shop ${branchCode}`,
  kind,
  timezone: 'UTC',
  startsAt: null,
  everySeconds: 900,
  cron: null,
  window: null,
  paused: false,
  nextDueAt: null,
  skippedSlots: 0,
  moments: times.map((time) => `2026-11-20T${time}.000Z`),
  isTruncated: false,
});
const at = (time: string) => Date.parse(`2026-11-20T${time}.000Z`);

const branches = byBranch([
  entry('b1', 'receive', '10:00:05', '10:15:05'),
  entry('b1', 'reconcile', '10:00:30'),
  entry('b2', 'receive', '10:02:00', '10:15:20'),
]);

describe('the timeline', () => {
  it('has a row for each branch, with all its schedules', () => {
    expect(branches.map(({ code, lines }) => [code, lines.map(({ kind }) => kind)])).toEqual([
      ['b1', ['receive', 'reconcile']],
      ['b2', ['receive']],
    ]);
    expect(branches[1]?.lines[0]?.moments).toEqual([at('10:02:00'), at('10:15:20')]);
  });

  it('is narrowed by name and kind; a branch without a schedule of that kind stays', () => {
    expect(narrowed(branches, { q: ' shop B2 ' }).map(({ code }) => code)).toEqual(['b2']);
    const reconciles = narrowed(branches, { kind: 'reconcile' });
    expect(reconciles.map(({ code, lines }) => [code, lines.length])).toEqual([
      ['b1', 1],
      ['b2', 0],
    ]);
    expect(momentsOf(reconciles)).toEqual([at('10:00:30')]);
  });

  it('counts what begins in each slot, and nothing outside of them', () => {
    expect(inSlots(momentsOf(branches), at('10:00:00'), 60_000, 4)).toEqual([2, 0, 1, 0]);
    expect(inSlots(momentsOf(branches), at('10:01:00'), 60_000, 2)).toEqual([0, 1]);
  });

  it('names the busiest minute, the first of several', () => {
    expect(peakOf(momentsOf(branches))).toEqual({ at: at('10:00:00'), count: 2 });
    expect(peakOf([])).toBeNull();
  });
});
