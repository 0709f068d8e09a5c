import { expect, it } from 'vitest';
import { slotLags } from './slot-lags.ts';

const at = (...seconds: number[]) => seconds.map((second) => new Date(second * 1000));
const [until = new Date()] = at(200);

it('counts from each slot to the start that it brought about', () => {
  expect(slotLags(at(0, 60, 120), at(0.02, 60.5, 124), until)).toEqual([20, 500, 4_000]);
});

it('has a skipped slot wait for the next start', () => {
  // The run of second 0 began at 10 and was not over at 60.
  expect(slotLags(at(0, 60, 120), at(10, 120), until)).toEqual([10_000, 60_000, 0]);
});

it('has a late start count for the slots that it came too late for', () => {
  expect(slotLags(at(0, 60), at(70), until)).toEqual([70_000, 10_000]);
});

it('has a slot without a start wait until the end', () => {
  expect(slotLags(at(0, 120), at(0), until)).toEqual([0, 80_000]);
});

it('takes a start a moment before its slot for the slot’s own, not one long before', () => {
  expect(slotLags(at(60), at(59.99), until)).toEqual([0]);
  expect(slotLags(at(60), at(58), until)).toEqual([140_000]);
});
