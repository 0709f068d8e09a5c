import { expect, it } from 'vitest';
import { percentile } from './percentile.ts';

const oneToHundred = Array.from({ length: 100 }, (_, index) => 100 - index);

it('gives the value that so many percent do not exceed, whatever their order', () => {
  expect(percentile(oneToHundred, 50)).toBe(50);
  expect(percentile(oneToHundred, 99)).toBe(99);
  expect(percentile(oneToHundred, 100)).toBe(100);
  expect(percentile([...oneToHundred, 1_000], 99)).toBe(100);
});

it('gives a measured value however few there are, and leaves the list as it is', () => {
  const few = [30, 10, 20];
  expect(percentile(few, 50)).toBe(20);
  expect(percentile(few, 99)).toBe(30);
  expect(percentile(few, 1)).toBe(10);
  expect(few).toEqual([30, 10, 20]);
});

it('is no number where nothing was measured', () => {
  expect(percentile([], 99)).toBeNaN();
});
