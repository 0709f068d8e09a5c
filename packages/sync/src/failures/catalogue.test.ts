import { describe, expect, it } from 'vitest';
import { catalogue, describeFailure } from './catalogue.ts';

describe('the failure catalogue', () => {
  it.each(Object.entries(catalogue))('%s says what happened and what to do, in whole sentences', (_code, entry) => {
    expect(entry.message).toMatch(/^[A-Z{].{15,}/);
    expect(entry.fix).toMatch(/^[A-Z].{10,}\.$/);
    expect(['transient', 'waiting', 'permanent']).toContain(entry.class);
  });

  it('speaks of both sides of a connection in the same words', () => {
    expect(catalogue['branch.unreachable']).toBe(catalogue['central.unreachable']);
  });

  it('fills in what the shop calls things', () => {
    const failure = describeFailure('product.not_found', { product: '[P191] Article 191', order: 'Shop - 21', branch: 'B1' });
    expect(failure.message).toBe('Product [P191] Article 191 is not known in central. Order Shop - 21 of B1 waits for it.');
    expect(failure).toMatchObject({ code: 'product.not_found', class: 'permanent' });
  });
});
