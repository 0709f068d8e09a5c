import type { Run } from '@branch-sync/contract';
import { describe, expect, it } from 'vitest';
import { countsText, tookMs, wishText } from './run-words.ts';
import { momentText } from './time.ts';

const counts = { seen: 0, imported: 0, alreadyThere: 0, failed: 0, flagged: 0 };
const wish = (kind: Run['kind'], request: Run['request']) => wishText({ kind, request });

describe('what a run was asked for', () => {
  it('is what is new where nothing else was said', () => {
    expect(wish('receive', {})).toBe('What is new since the last import');
  });

  it('names a moment, or how many orders', () => {
    const since = '2026-11-20T10:00:00.000Z';
    expect(wish('receive', { since })).toBe(`Everything since ${momentText(since)}`);
    expect(wish('receive', { orderIds: [1] })).toBe('1 order by name');
    expect(wish('receive', { orderIds: [1, 2], reimport: true })).toBe('2 orders by name, those deleted in central once more');
  });

  it('names the models of a push', () => {
    expect(wish('push', { mode: 'changed', models: ['product.product', 'account.tax'] })).toBe('Changed products, taxes');
    expect(wish('push', { mode: 'all' })).toBe('All records that the branch takes');
    expect(wish('push', { mode: 'selected', ids: { 'product.product': [1, 2], 'account.tax': [3] } })).toBe(
      '2 products, 1 tax by name',
    );
  });

  it('says what narrows a push, who wins, and that a preview writes nothing', () => {
    expect(wish('push', { mode: 'all', models: ['res.partner'], search: 'Ltd', conflicts: 'ask', dryRun: true })).toBe(
      'All customers with “Ltd”; conflicts are asked about; nothing is written',
    );
  });

  it('names the days of a reconcile', () => {
    expect(wish('reconcile', {})).toBe('The last 7 days, and earlier ones that differed');
    expect(wish('reconcile', { to: '2026-11-20' })).toContain('The 7 days up to');
    expect(wish('reconcile', { from: '2026-11-20' })).toMatch(/ to today$/);
  });
});

describe('what came of a run', () => {
  it('tells what is not zero, in the words of its kind', () => {
    const run = { request: {}, finishedAt: null, counts: { ...counts, seen: 1_200, flagged: 3 } };
    expect(countsText({ ...run, kind: 'receive' })).toBe(`${(1_200).toLocaleString()} looked at · 3 to be looked at`);
    expect(countsText({ ...run, kind: 'reconcile' })).toBe(`${(1_200).toLocaleString()} orders sold · 3 findings`);
  });

  it('counts what a preview would write', () => {
    const run = { kind: 'push' as const, request: { dryRun: true }, finishedAt: null };
    expect(countsText({ ...run, counts: { ...counts, seen: 10, alreadyThere: 6, flagged: 1 } })).toContain('3 would be written');
  });

  it('says that there was nothing to do only when it is over', () => {
    const run = { kind: 'receive' as const, request: {}, counts };
    expect(countsText({ ...run, finishedAt: null })).toBe('–');
    expect(countsText({ ...run, finishedAt: '2026-11-20T10:00:00.000Z' })).toBe('Nothing to do');
  });
});

describe('how long a run took', () => {
  const startedAt = '2026-11-20T10:00:00.000Z';

  it('goes on while it runs', () => {
    expect(tookMs({ startedAt, finishedAt: null }, Date.parse(startedAt) + 5_000)).toBe(5_000);
  });

  it('stands still when it is over', () => {
    expect(tookMs({ startedAt, finishedAt: '2026-11-20T10:00:02.000Z' }, Date.now())).toBe(2_000);
  });

  it('is unknown of one that has not begun, and never less than nothing', () => {
    expect(tookMs({ startedAt: null, finishedAt: null }, 0)).toBeNull();
    expect(tookMs({ startedAt, finishedAt: null }, 0)).toBe(0);
  });
});
