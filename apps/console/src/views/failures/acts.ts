import type { FailureSelectionInput, FailuresChanged, FailuresRetried } from '@branch-sync/contract';
import { useState } from 'react';
import { useAct } from '../../api/act.ts';
import { request } from '../../api/request.ts';
import { dismissed, reopened, retried, type Told } from './told.ts';

/** What an act is about, and what people call it. */
export interface About {
  readonly selection: FailureSelectionInput;
  readonly what: string;
}

/** Why nobody needs to hear of it again. */
export interface Dismissal extends About {
  readonly reason: string;
}

/** What can be done about failures, and what the last deed has come to. Refusals of a dismissal are for its dialog to show. */
export function useFailureActs() {
  const [told, setTold] = useState<Told | null>(null);
  const retry = useAct({
    run: ({ selection }: About) => request<FailuresRetried>('POST', '/api/failures/retry', { body: selection }),
    after: (answer, { what }) => setTold(retried(what, answer)),
  });
  const dismiss = useAct({
    run: ({ selection, reason }: Dismissal) =>
      request<FailuresChanged>('POST', '/api/failures/dismiss', { body: { ...selection, reason } }),
    after: (answer, { what }) => setTold(dismissed(what, answer)),
    isQuiet: true,
  });
  const reopen = useAct({
    run: ({ selection }: About) => request<FailuresChanged>('POST', '/api/failures/reopen', { body: selection }),
    after: (answer, { what }) => setTold(reopened(what, answer)),
  });
  return { retry, dismiss, reopen, told, forget: () => setTold(null) };
}

export type FailureActs = ReturnType<typeof useFailureActs>;
