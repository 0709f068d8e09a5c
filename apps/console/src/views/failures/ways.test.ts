import { describe, expect, it } from 'vitest';
import { waysOf } from './ways.ts';

const of = (code: string, centralModel: string | null = null, branches: readonly string[] = ['b1']) =>
  waysOf({ code, branches, centralModel });

describe('where a failure is cured', () => {
  it.each([
    ['branch.wrong_login', [{ to: 'connection', branch: 'b1' }]],
    ['branch.closed', [{ to: 'schedule', branch: 'b1' }]],
    ['branch.clock_off', []],
    ['central.timeout', [{ to: 'central' }]],
    ['warehouse.gone', [{ to: 'defaults', branch: 'b1' }]],
    ['product.gone', [{ to: 'mappings', branch: 'b1', model: 'product.product' }]],
    ['user.unmapped', [{ to: 'mappings', branch: 'b1', model: 'res.users' }]],
    ['push.pricelist_gone', [{ to: 'master data', branch: 'b1' }]],
    ['run.internal', [{ to: 'workers' }]],
    ['order.rejected', []],
    ['constructor', []],
  ])('%s', (code, ways) => {
    expect(of(code)).toEqual(ways);
  });

  it('is under the mappings of the record that could not be pushed', () => {
    expect(of('push.barcode_taken', 'product.product')).toEqual([{ to: 'mappings', branch: 'b1', model: 'product.product' }]);
    expect(of('push.barcode_taken', null)).toEqual([]);
  });

  it('is told for the first branches of many', () => {
    const branches = Array.from({ length: 40 }, (_, index) => `b${index}`);
    expect(of('branch.dns', null, branches).map((way) => ('branch' in way ? way.branch : ''))).toEqual(branches.slice(0, 5));
  });
});
