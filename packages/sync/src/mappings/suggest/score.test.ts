import type { MappedModel, RecordKeys } from '@branch-sync/db';
import { describe, expect, it } from 'vitest';
import { suggest } from './score.ts';

const wanted = (name: string, keys: RecordKeys = {}, model: MappedModel = 'product.product') => ({
  model,
  remoteId: 1,
  name,
  keys,
});
const candidate = (id: number, name: string, keys: RecordKeys = {}) => ({ id, name, keys });

describe('suggestions', () => {
  it('go by barcode, reference, name; and say why', () => {
    const honey = wanted('Local honey', { barcode: '4000', reference: 'HONEY' });
    const candidates = [
      candidate(1, 'Local honey'),
      candidate(2, 'Something', { reference: 'honey' }),
      candidate(3, 'Something else', { barcode: '4000' }),
      candidate(4, 'Local hony'),
      candidate(5, 'Bread', { barcode: '4001' }),
    ];
    expect(suggest(honey, candidates).map(({ centralId, score, why }) => [centralId, score, why])).toEqual([
      [3, 1, 'same barcode'],
      [2, 0.97, 'same reference'],
      [1, 0.95, 'same name'],
      [4, expect.any(Number), 'name 90 % alike'],
    ]);
  });

  it('of another size stay far from being taken', () => {
    const [best, other] = suggest(wanted('Lemonade 2 L'), [candidate(1, 'Lemonade 1 L'), candidate(2, 'Limonade 2 L')]);
    expect(best).toMatchObject({ centralId: 2 });
    expect(other?.score ?? 0).toBeLessThan(0.5);
  });

  it('of taxes go by what they are made of', () => {
    const keys = { amount: 20, amountType: 'percent', priceInclude: true };
    const tax = wanted('TVA 20%', keys, 'account.tax');
    const found = suggest(tax, [
      candidate(1, 'TVA 20%', { ...keys, priceInclude: false }),
      candidate(2, 'VAT 20% incl', keys),
      candidate(3, 'TVA 20%', keys),
      candidate(4, 'VAT 10%', { ...keys, amount: 10 }),
    ]);
    expect(found.map(({ centralId }) => centralId)).toEqual([3, 2, 1]);
    expect(found[0]).toMatchObject({ score: 1, why: 'same kind and amount, same name' });
    expect(found[2]?.score).toBeLessThan(0.5);
  });

  it('of customers go by their VAT number, however it is written', () => {
    const [first] = suggest(wanted('Bakery', { vat: 'BE 0477.472.701' }, 'res.partner'), [
      candidate(1, 'X', { vat: 'BE0477472701' }),
    ]);
    expect(first).toMatchObject({ score: 1, why: 'same VAT number' });
  });

  it('are ten at most', () => {
    const many = Array.from({ length: 30 }, (_, index) => candidate(index + 1, 'Honey'));
    expect(suggest(wanted('Honey'), many).map(({ centralId }) => centralId)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });
});
