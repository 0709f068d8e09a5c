import type { RunAccepted } from '@branch-sync/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { refusalText } from '../../api/act.ts';
import { eachAtMost } from '../overview/each-at-most.ts';

/** The API has other work to do meanwhile. */
const atOnce = 4;

/** A branch that would not have it, and why. */
export interface Refusal {
  readonly of: string;
  readonly text: string;
}

/** How far it is: `done` of `asked` have answered. */
export interface AskProgress {
  readonly asked: number;
  readonly done: number;
  readonly refused: readonly Refusal[];
}

/** Asks for many runs, a few at once. `progress` is null before; `ask` gives the runs that there are now, in the order of what they were asked for. */
export function useAskMany() {
  const client = useQueryClient();
  const [progress, setProgress] = useState<AskProgress | null>(null);

  /** `of`: what it is told by, e.g. a branch's code. */
  const ask = async (wishes: readonly { readonly of: string; readonly run: () => Promise<RunAccepted> }[]) => {
    const runs = new Map<string, string>();
    setProgress({ asked: wishes.length, done: 0, refused: [] });
    await eachAtMost(atOnce, wishes, async ({ of, run }) => {
      const refused = await run().then(
        ({ runId }): Refusal[] => {
          runs.set(of, runId);
          return [];
        },
        (error: unknown) => [{ of, text: error instanceof Error ? refusalText(error) : String(error) }],
      );
      setProgress((known) => known && { ...known, done: known.done + 1, refused: [...known.refused, ...refused] });
    });
    void client.invalidateQueries({ queryKey: ['runs'], refetchType: 'active' });
    return wishes.flatMap(({ of }) => runs.get(of) ?? []);
  };
  return { progress, isAsking: progress !== null && progress.done < progress.asked, ask, forget: () => setProgress(null) };
}

export type AskMany = ReturnType<typeof useAskMany>;
