import type { RunAccepted } from '@branch-sync/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { refusalText } from '../../api/act.ts';
import { request } from '../../api/request.ts';
import { eachAtMost } from './each-at-most.ts';

/** The API has other work to do meanwhile. */
const atOnce = 4;

interface Refusal {
  readonly code: string;
  readonly text: string;
}

/** How far it is: `done` of `asked` have answered. */
export interface ReceiveProgress {
  readonly asked: number;
  readonly done: number;
  readonly refused: readonly Refusal[];
}

/** Asks branches to be received now, a few at once, and tells how that goes; null before it is asked, and after it was put away. */
export function useReceiveMany() {
  const client = useQueryClient();
  const [progress, setProgress] = useState<ReceiveProgress | null>(null);

  const receive = async (codes: readonly string[]) => {
    setProgress({ asked: codes.length, done: 0, refused: [] });
    await eachAtMost(atOnce, codes, async (code) => {
      const refused = await askOne(code);
      setProgress((known) =>
        known === null ? null : { ...known, done: known.done + 1, refused: [...known.refused, ...refused] },
      );
    });
    await client.invalidateQueries({ refetchType: 'active' });
  };
  return { progress, receive, putAway: () => setProgress(null) };
}

async function askOne(code: string): Promise<readonly Refusal[]> {
  try {
    await request<RunAccepted>('POST', `/api/branches/${encodeURIComponent(code)}/receive`);
    return [];
  } catch (error) {
    return [{ code, text: error instanceof Error ? refusalText(error) : String(error) }];
  }
}
