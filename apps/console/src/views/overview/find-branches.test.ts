import type { BranchState, OverviewBranch } from '@branch-sync/contract';
import { describe, expect, it } from 'vitest';
import { findBranches } from './find-branches.ts';

const branch = (code: string, name: string, state: BranchState): OverviewBranch => ({
  code,
  name,
  state,
  timezone: 'Europe/Zurich',
  since: null,
  nextTryAt: null,
  nextDueAt: null,
  activeRun: null,
  lastReceive: null,
  lagSeconds: null,
  today: { orders: 0, amounts: [] },
  weekBefore: { orders: 0, amounts: [] },
  openFailures: 0,
});

const branches = [
  branch('zrh-1', 'Zürich Station', 'offline'),
  branch('lys-1', 'Lyon Station', 'healthy'),
  branch('zrh-2', 'Zürich West', 'healthy'),
];
const codesOf = (found: readonly OverviewBranch[]) => found.map(({ code }) => code);

describe('branches that are looked for', () => {
  it('are all of them where nothing is asked', () => {
    expect(findBranches(branches, {})).toBe(branches);
    expect(findBranches(branches, { q: '  ' })).toBe(branches);
  });

  it('are found by code or name, without case and accents, by every word', () => {
    expect(codesOf(findBranches(branches, { q: 'ZURICH' }))).toEqual(['zrh-1', 'zrh-2']);
    expect(codesOf(findBranches(branches, { q: 'station zrh' }))).toEqual(['zrh-1']);
    expect(codesOf(findBranches(branches, { q: 'porto' }))).toEqual([]);
  });

  it('are narrowed by state as well', () => {
    expect(codesOf(findBranches(branches, { state: 'healthy' }))).toEqual(['lys-1', 'zrh-2']);
    expect(codesOf(findBranches(branches, { state: 'healthy', q: 'station' }))).toEqual(['lys-1']);
  });
});
