import { describe, expect, it } from 'vitest';
import { aPosLine, aPosOrder } from '../../../../test/harness/pos-orders.ts';
import { withoutPeople } from './without-people.ts';

const order = aPosOrder({
  customer: { id: 7, name: 'Jane Doe' },
  notes: ['Ring Jane\nat the back door', 'ok'],
  lines: [aPosLine({ notes: ['no onions'] })],
});

describe('a text about an order', () => {
  it.each([
    ['ValueError: Jane Doe has no VAT', 'ValueError: customer #7 has no VAT'],
    ['you sent "Ring Jane\nat the back door"', 'you sent "(a note of 26 characters)"'],
    ['you sent “at the back door”, no onions', 'you sent “(a note of 16 characters)”, (a note of 9 characters)'],
    ['ok, that is a look at a product', 'ok, that is a look at a product'],
  ])('does not name its people: %s', (text, told) => {
    expect(withoutPeople(text, order)).toBe(told);
  });

  it('stays as it is where the order has none', () => {
    expect(withoutPeople('as it is', aPosOrder())).toBe('as it is');
  });
});
