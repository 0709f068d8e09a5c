import { countText } from '../../format/money.ts';
import { clockOrDayText } from '../../format/time.ts';
import { peakOf } from './timeline.ts';

/** The most that begin together, in words: `At most 7 begin in the same minute, at 14:00.` */
export function peakText(moments: readonly number[], nowMs: number): string {
  const peak = peakOf(moments);
  if (peak === null) return 'Nothing is planned in this time.';
  const { count, at } = peak;
  if (count === 1) return 'No two begin in the same minute.';
  return `At most ${countText(count)} begin in the same minute, at ${clockOrDayText(at, nowMs)}.`;
}
