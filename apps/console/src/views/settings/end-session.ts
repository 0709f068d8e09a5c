import type { SessionAnswer } from '@branch-sync/contract';
import { useAct } from '../../api/act.ts';
import { request } from '../../api/request.ts';

/** Ends a sign-in: one of one's own, or as an admin anybody's. */
export function useEndSession() {
  const end = useAct<SessionAnswer, void>({
    run: ({ id }) => request('DELETE', `/api/sessions/${id}`),
    done: () => 'The sign-in is over.',
  });
  return { endingId: end.isPending ? end.variables.id : null, onEnd: (session: SessionAnswer) => end.mutate(session) };
}
