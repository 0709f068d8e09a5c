import { useQuery } from '@tanstack/react-query';
import { type Rhythm, scheduleSentence } from '../format/schedule.ts';
import { whenText } from '../format/zoned.ts';
import { useNow } from '../live/now.ts';

/** A schedule in a sentence. What puts cron in words is loaded where there is cron. */
export function useScheduleText(schedule: Rhythm, timezone: string): string {
  const now = useNow();
  const { cron, startsAt } = schedule;
  const { data: words = null } = useQuery({
    queryKey: ['records', 'cron', cron],
    queryFn: async () => (await import('../format/cron-text.ts')).cronText(cron ?? ''),
    enabled: cron !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const begins = startsAt !== null && Date.parse(startsAt) > now ? whenText(startsAt, timezone) : null;
  return scheduleSentence(schedule, timezone, words, begins);
}

/** The same, to be shown. */
export function ScheduleText({ schedule, timezone }: { readonly schedule: Rhythm; readonly timezone: string }) {
  return <>{useScheduleText(schedule, timezone)}</>;
}
