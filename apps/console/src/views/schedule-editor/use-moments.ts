import type { Run, ScheduleMoments } from '@branch-sync/contract';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useIdentity } from '../../api/identity.ts';
import { request } from '../../api/request.ts';
import { inputOf, type ScheduleDraft } from './schedule-draft.ts';

interface Of {
  readonly draft: ScheduleDraft;
  readonly timezone: string;
  readonly kind: Run['kind'];
  /** Left out: one that is not there yet. */
  readonly branch?: string | undefined;
}

/** The next ten moments of a schedule that somebody thinks of, asked for a moment after they have stopped typing. A paused one is told as if it went on. */
export function useMoments({ draft, timezone, kind, branch }: Of) {
  const { may } = useIdentity();
  const [asked] = useDebouncedValue(
    JSON.stringify({ schedule: { ...inputOf(draft), paused: false }, timezone, kind, branch }),
    350,
  );
  return useQuery({
    queryKey: ['records', 'moments', asked],
    queryFn: ({ signal }) => request<ScheduleMoments>('POST', '/api/schedule/moments', { body: asked, signal }),
    enabled: isWhole(draft) && may('operator'),
    placeholderData: keepPreviousData,
  });
}

/** Whether there is something to ask about: whether it is right, the API says. */
function isWhole({ rhythm, count, cron }: ScheduleDraft): boolean {
  return rhythm === 'every' ? count > 0 : rhythm === 'cron' && cron.trim() !== '';
}
