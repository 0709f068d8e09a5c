import { expect, it } from 'vitest';
import { amountTyped } from './amount-typed.ts';

it.each([
  ['12.50', '12.50'],
  [' 12,5 ', '12.5'],
  ['−3', '-3'],
  ['-3', '-3'],
  ['1,234.50', null],
  ['twelve', null],
  ['12.', null],
  ['', null],
])('takes %j as %j', (text, amount) => {
  expect(amountTyped(text)).toBe(amount);
});
