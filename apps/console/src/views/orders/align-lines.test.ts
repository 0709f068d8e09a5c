import { describe, expect, it } from 'vitest';
import { alignLines, type OrderLine } from './align-lines.ts';

let id = 0;
function aLine(name: string, given: Partial<OrderLine> = {}): OrderLine {
  id += 1;
  return {
    ...{ id, product: { id, name }, description: name, quantity: 1, unitPrice: 5, discount: 0, taxes: [] },
    ...{ subtotal: '5.00', total: '5.00' },
    ...given,
  };
}

const told = (branch: readonly OrderLine[], central: readonly OrderLine[]) =>
  alignLines(branch, central).map((pair) => [pair.branch?.description ?? null, pair.central?.description ?? null]);

describe('lines of both sides', () => {
  it('stand beside each other by the name that the till gave them', () => {
    expect(told([aLine('Tea'), aLine('Cake')], [aLine('Tea\nAt the till: 1'), aLine('Cake')])).toEqual([
      ['Tea', 'Tea\nAt the till: 1'],
      ['Cake', 'Cake'],
    ]);
  });

  it('leave a place open where one side has a line more', () => {
    const note = aLine('Birthday', { product: null });
    expect(told([aLine('Tea'), aLine('Cake')], [aLine('Cake'), note])).toEqual([
      ['Tea', null],
      ['Cake', 'Cake'],
      [null, 'Birthday'],
    ]);
  });

  it('tell two lines of one product apart by amount, where one of them is gone', () => {
    const [one, two] = [aLine('Tea', { total: '5.00' }), aLine('Tea', { quantity: 2, total: '10.00' })];
    expect(alignLines([one, two], [aLine('Tea', { quantity: 2, total: '10.0' })]).map(({ central }) => central?.total)).toEqual([
      undefined,
      '10.0',
    ]);
  });

  it('know a line by its product where it has no text', () => {
    const nameless = aLine('Tea', { description: '' });
    expect(told([nameless], [aLine('Tea')])).toEqual([['', 'Tea']]);
  });

  it('lose none, and keep the order of each side', () => {
    const branch = ['A', 'B', 'C', 'D'].map((name) => aLine(name));
    const central = ['C', 'X', 'A', 'B', 'D'].map((name) => aLine(name));
    const pairs = alignLines(branch, central);
    expect(pairs.flatMap((pair) => pair.branch ?? [])).toEqual(branch);
    expect(pairs.flatMap((pair) => pair.central ?? [])).toEqual(central);
  });
});
