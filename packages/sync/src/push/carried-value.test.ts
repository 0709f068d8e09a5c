import { describe, expect, it } from 'vitest';
import { inWords, plainValue } from './carried-value.ts';

describe('a number as the branch keeps it', () => {
  it.each([
    [1.005, 2, 1.01],
    [2.675, 2, 2.68],
    [-1.005, 2, -1.01],
    [1.0049, 2, 1],
    [0.285, 2, 0.29],
    [1234567.895, 2, 1234567.9],
    [0, 2, 0],
    [12.5, 0, 13],
    [19.99, 2, 19.99],
  ])('%s at %s decimals is %s', (value, decimals, expected) => {
    expect(plainValue(value, { decimals })).toBe(expected);
  });

  it('is left alone where the branch rounds nothing', () => {
    expect(plainValue(1.00512345, { decimals: null })).toBe(1.00512345);
  });
});

it('several records are told by name, whatever their ids', () => {
  const names = new Map([
    [-7, 'A new one'],
    [4, 'Beside it'],
    [900, 'A new one'],
  ]);
  const told = (...ids: number[]) => inWords(plainValue(ids, { decimals: null }), (id) => names.get(id) ?? '');
  expect(told(4, -7)).toBe(told(4, 900));
});
