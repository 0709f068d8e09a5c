import { describe, expect, it } from 'vitest';
import { clockText } from '../../format/time.ts';
import { peakText } from './peak-text.ts';

// In the viewer's zone, so that the day is today's wherever this runs.
const at = (hour: number, minute: number) => new Date(2026, 10, 20, hour, minute).getTime();

describe('the most that begin together', () => {
  it('are told with their minute', () => {
    const moments = [at(14, 0), at(14, 0) + 59_000, at(14, 1), at(15, 0)];
    expect(peakText(moments, at(13, 0))).toBe(`At most 2 begin in the same minute, at ${clockText(at(14, 0))}.`);
  });

  it('are none where each begins alone, or nothing does', () => {
    expect(peakText([at(14, 0), at(14, 1)], at(13, 0))).toBe('No two begin in the same minute.');
    expect(peakText([], at(13, 0))).toBe('Nothing is planned in this time.');
  });
});
