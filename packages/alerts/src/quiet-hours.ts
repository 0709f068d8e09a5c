import type { AlertRule } from '@branch-sync/db';
import { isInsideWindow, nextOpening } from '@branch-sync/queue';

/**
 * Until when nothing is sent of a rule, on the clock of a zone; null: it may be sent now. An end that a spring day leaves out comes right after the gap;
 * an hour that an autumn day has twice is quiet both times.
 */
export function quietUntil(
  {
    quietFrom,
    quietUntil: until,
    ignoresQuiet,
    severity,
  }: Pick<AlertRule, 'quietFrom' | 'quietUntil' | 'ignoresQuiet' | 'severity'>,
  timezone: string,
  at: Date,
): Date | null {
  if (quietFrom === null || until === null || (severity === 'critical' && ignoresQuiet)) return null;
  if (!isInsideWindow({ from: quietFrom, until }, timezone, at)) return null;
  // The quiet time's end is where the rest of the day opens.
  return nextOpening({ from: until, until: quietFrom }, timezone, at);
}
