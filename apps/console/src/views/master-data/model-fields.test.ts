import { describe, expect, it } from 'vitest';
import { allOf, pushModels, withModel } from './model-fields.ts';

describe('withModel', () => {
  it('keeps the order in which models are pushed', () => {
    const models = withModel([allOf('pos.payment.method'), allOf('product.product')], 'account.tax', allOf('account.tax'));
    expect(models.map(({ model }) => model)).toEqual(['account.tax', 'product.product', 'pos.payment.method']);
  });

  it('puts a selection in the place of the one that was', () => {
    const changed = { ...allOf('product.product'), categoryIds: [4] };
    expect(withModel([allOf('product.product')], 'product.product', changed)).toEqual([changed]);
  });

  it('leaves a model out', () => {
    expect(withModel([allOf('res.partner')], 'res.partner', null)).toEqual([]);
  });
});

it('names every field once', () => {
  for (const { fields } of pushModels) expect(new Set(fields.map(([field]) => field)).size).toBe(fields.length);
});
