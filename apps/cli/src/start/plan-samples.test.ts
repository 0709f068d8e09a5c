import { describe, expect, it } from 'vitest';
import { planSamples } from './plan-samples.ts';

const standIn = { url: 'http://127.0.0.1:4711', database: 'central', login: 'sync_central' };
const ownOdoo = { url: 'https://odoo.example', database: 'shop', login: 'service' };

describe('planSamples', () => {
  it('fills an empty database', () => {
    expect(planSamples({ central: null, branchCodes: [] }, true, true)).toEqual({ kind: 'create' });
  });

  it('begins anew where nothing but samples would be lost', () => {
    expect(planSamples({ central: standIn, branchCodes: ['branch-1', 'branch-3'] }, true, true)).toEqual({ kind: 'begin_anew' });
  });

  it.each([
    ['a branch of one’s own', ['branch-1', 'my-shop'], true],
    ['a database that was given', ['branch-1'], false],
  ])('never empties %s', (_, branchCodes, mayEmpty) => {
    expect(planSamples({ central: standIn, branchCodes }, true, mayEmpty)).toEqual({ kind: 'resume', port: 4711 });
  });

  it('leaves an Odoo of one’s own alone', () => {
    expect(planSamples({ central: ownOdoo, branchCodes: [] }, true, true)).toMatchObject({ kind: 'none' });
    expect(planSamples({ central: null, branchCodes: ['my-shop'] }, true, true)).toMatchObject({ kind: 'none' });
  });

  it('makes none where none are wanted', () => {
    for (const central of [null, ownOdoo]) {
      expect(planSamples({ central, branchCodes: [] }, false, true)).toEqual({ kind: 'none', reason: null });
    }
  });

  it('says that samples of an earlier start are left where none are wanted', () => {
    expect(planSamples({ central: standIn, branchCodes: ['branch-1'] }, false, true)).toMatchObject({
      kind: 'none',
      reason: expect.stringContaining('delete its folder'),
    });
  });
});
