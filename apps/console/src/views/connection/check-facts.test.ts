import type { ConnectionCheck } from '@branch-sync/contract';
import { describe, expect, it } from 'vitest';
import { clockText, factsOf, verdictOf } from './check-facts.ts';

const check: ConnectionCheck = {
  ok: true,
  version: '19.0',
  transport: 'json2',
  user: { id: 5, name: 'Sync', login: 'sync_branch', timezone: null },
  company: { id: 1, name: 'Shop', currency: 'EUR', taxRoundingMethod: 'round_per_line' },
  missingRights: [],
  digits: null,
  clockOffsetMs: 400,
  findings: [],
};

const finding = (level: 'ok' | 'warning' | 'error') => ({ level, code: 'check.clock', message: '', fix: null });

describe('verdictOf', () => {
  it('is good where nothing but good was found', () => {
    expect(verdictOf({ ok: true, findings: [finding('ok')] })).toEqual({ word: 'Works', tone: 'good' });
  });

  it('counts what is to be looked at', () => {
    expect(verdictOf({ ok: true, findings: [finding('warning'), finding('ok')] }).word).toBe('Works, 1 warning');
  });

  it('says that it does not work, whatever else was found', () => {
    expect(verdictOf({ ok: false, findings: [finding('warning'), finding('error')] }).tone).toBe('bad');
  });
});

describe('factsOf', () => {
  it('leaves out what a test did not get as far as', () => {
    const names = factsOf({ ...check, user: null, company: null, clockOffsetMs: null }).map(({ name }) => name);
    expect(names).toEqual(['Odoo', 'Transport']);
  });

  it('names the rights that lack', () => {
    const facts = factsOf({ ...check, missingRights: [{ model: 'pos.order', operation: 'read' }] });
    expect(facts.find(({ name }) => name === 'Rights')?.value).toBe('Missing: read pos.order');
  });

  it('says how taxes are rounded in words', () => {
    expect(factsOf(check).find(({ name }) => name === 'Taxes are rounded')?.value).toBe('Per line');
  });
});

describe('clockText', () => {
  it.each([
    [-400, 'Agrees with ours'],
    [95_000, '95 s ahead of ours'],
    [-31_200, '31 s behind ours'],
  ])('of %d ms', (offset, text) => {
    expect(clockText(offset)).toBe(text);
  });
});
