import { describe, expect, it } from 'vitest';
import { besideEachOther } from './methods-beside.ts';

const paid = (remoteMethodId: number, method: string, total: string) => ({ remoteMethodId, method, total });

describe('ways of paying in two books', () => {
  it('stand beside each other by id, in the till’s order, with the till’s name', () => {
    expect(
      besideEachOther(
        [paid(2, 'Card', '5.00'), paid(1, 'Cash', '7.00')],
        [paid(1, 'Cash (old)', '6.00'), paid(3, 'Voucher', '1.00')],
      ),
    ).toEqual([
      { id: 2, method: 'Card', till: '5.00', ledger: null },
      { id: 1, method: 'Cash', till: '7.00', ledger: '6.00' },
      { id: 3, method: 'Voucher', till: null, ledger: '1.00' },
    ]);
  });

  it('are none where nothing was paid', () => {
    expect(besideEachOther([], [])).toEqual([]);
  });
});
