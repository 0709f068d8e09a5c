import type { Schedule } from '@branch-sync/contract';

/** When something comes due: a kept schedule, or one that somebody thinks of. */
export type Rhythm = Pick<Schedule, 'everySeconds' | 'cron' | 'window' | 'startsAt' | 'paused'>;

export const everyUnits = [
  { unit: 'days', one: 'day', seconds: 86_400 },
  { unit: 'hours', one: 'hour', seconds: 3_600 },
  { unit: 'minutes', one: 'minute', seconds: 60 },
  { unit: 'seconds', one: 'second', seconds: 1 },
] as const;

export type EveryUnit = (typeof everyUnits)[number]['unit'];

/** Seconds in the largest unit that they are a whole number of: 900 is 15 minutes. */
export function everyOf(everySeconds: number): { readonly count: number; readonly unit: EveryUnit } {
  const { unit, seconds } = everyUnits.find((one) => everySeconds % one.seconds === 0) ?? { unit: 'seconds', seconds: 1 };
  return { count: everySeconds / seconds, unit };
}

/**
 * A schedule in a sentence: `Every 15 minutes from 08:00 to 22:00, Europe/Brussels`. `cronWords` are what its cron says in words; null while they
 * are not known: its pattern stands for them then. `begins` is its start in words, null where that is over or there is none.
 */
export function scheduleSentence(
  { everySeconds, cron, window, paused }: Omit<Rhythm, 'startsAt'>,
  timezone: string,
  cronWords: string | null,
  begins: string | null,
): string {
  if (everySeconds === null && cron === null) return 'By hand only';
  const rhythm = everySeconds === null ? (cronWords ?? `By cron ${cron}`) : everyText(everySeconds);
  // Cron has times of day in its words already.
  const part = window === null ? '' : `${everySeconds === null ? ', only' : ''} ${windowText(window)}`;
  const start = begins === null ? '' : `, beginning ${begins}`;
  const sentence = `${rhythm}${part}${start}, ${timezone}`;
  return paused ? `Paused; else ${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}` : sentence;
}

function windowText({ from, until }: NonNullable<Rhythm['window']>): string {
  return `from ${from} to ${until}${until < from ? ' the next day' : ''}`;
}

function everyText(everySeconds: number): string {
  const { count, unit } = everyOf(everySeconds);
  const one = everyUnits.find((known) => known.unit === unit)?.one ?? unit;
  return count === 1 ? `Every ${one}` : `Every ${count} ${unit}`;
}
