import type { TimelineQuery } from '@branch-sync/contract';
import { ProblemError } from '../problems/problem-error.ts';

const dayMs = 86_400_000;
const longestDays = 7;
/** Later moments are none in ISO 8601 with four digits for the year. */
export const lastMs = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/** The stretch of time that was asked for: from now for a day where nothing is said. Throws a problem for one that is empty or too long. */
export function askedTimespan({ from, to }: Pick<TimelineQuery, 'from' | 'to'>, now: Date): { from: Date; to: Date } {
  const begin = from === undefined ? now : new Date(from);
  const endMs = Math.min(to === undefined ? begin.getTime() + dayMs : Date.parse(to), lastMs);
  if (endMs <= begin.getTime()) throw badEnd(`must be after from, ${begin.toISOString()}`);
  if (endMs - begin.getTime() > longestDays * dayMs) {
    throw badEnd(`must be at most ${longestDays} days after from, ${begin.toISOString()}`);
  }
  return { from: begin, to: new Date(endMs) };
}

function badEnd(message: string): ProblemError {
  return new ProblemError(400, { code: 'request.invalid', detail: `"to" ${message}.`, errors: [{ field: 'to', message }] });
}
