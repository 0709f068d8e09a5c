import { expect, it } from 'vitest';
import { isSettled } from './settled.ts';

it.each([
  ['2026-11-24 12:00:00', 0, true],
  ['2026-11-24 12:00:07', 0, true],
  ['2026-11-24 12:00:08', 0, false],
  ['2026-11-24 12:00:10', 0, false],
  // A clock that runs an hour ahead has written an hour "later".
  ['2026-11-24 13:00:00', 3_600_000, true],
  ['2026-11-24 13:00:09', 3_600_000, false],
  ['2026-11-24 12:00:00', null, true],
  ['', 0, false],
] as const)('what was written at %s is settled, the clock being %s ms ahead: %s', (writtenAt, clockOffsetMs, expected) => {
  expect(isSettled(writtenAt, new Date('2026-11-24T12:00:10Z'), { clockOffsetMs })).toBe(expected);
});
