import { expect, it } from 'vitest';
import { groupByCause, type OrderFailure } from './causes.ts';

const unknown = (product: string, branchCode: string, remoteId: number): OrderFailure => ({
  branchCode,
  group: `product ${product}`,
  code: 'product.not_found',
  title: `Product ${product} is not known in central`,
  fix: 'Create the product.',
  remoteId,
});

it('groups failures by what is wrong, the cause that holds most orders first', () => {
  const causes = groupByCause([
    unknown('A 0.5 kg', 'b1', 1),
    unknown('B', 'b1', 2),
    unknown('B', 'b1', 3),
    unknown('B', 'b2', 1),
    unknown('B', 'b2', 1),
  ]);
  expect(causes.map(({ sentence, orderCount, orders }) => [sentence, orderCount, Object.fromEntries(orders)])).toEqual([
    ['Product B is not known in central.', 3, { b1: 2, b2: 1 }],
    ['Product A 0.5 kg is not known in central.', 1, { b1: 1 }],
  ]);
});
