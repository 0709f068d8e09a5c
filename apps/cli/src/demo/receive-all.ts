import { runAcceptedSchema, runSchema } from '@branch-sync/contract';
import type { Progress, ProgressBars } from '../output/progress-bars.ts';
import type { ApiClient } from '../stack/api-client.ts';
import { pause } from '../stack/until-ready.ts';
import type { RunFigures } from './branch-account.ts';

/** A branch and the orders that are known to lie there. */
export interface ReceivedBranch {
  readonly code: string;
  readonly orderCount: number;
}

const pollMs = 150;

/**
 * Has every branch received at once, watches the runs until all are over, and answers their figures by branch code.
 * `since` (ISO 8601) has everything since then read again; without it a run takes what is new.
 */
export async function receiveAll(
  api: ApiClient,
  branches: readonly ReceivedBranch[],
  ask: { readonly since?: string },
  bars: ProgressBars,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, RunFigures>> {
  const runIds = new Map<string, string>();
  for (const { code } of branches) {
    const { runId } = await api.send('POST', `/branches/${code}/receive`, ask, runAcceptedSchema);
    runIds.set(code, runId);
  }
  for (;;) {
    const runs = await Promise.all(
      [...runIds].map(async ([code, id]) => [code, await api.get(`/runs/${id}`, runSchema)] as const),
    );
    const figures = new Map(runs.map(([code, run]) => [code, { ...run.counts, status: run.status, odooCalls: run.odooCalls }]));
    const progress = branches.map((branch) => progressOf(branch, figures.get(branch.code)));
    if (runs.every(([, run]) => run.finishedAt !== null)) {
      bars.finish(progress);
      return figures;
    }
    bars.show(progress);
    await pause(pollMs, signal);
  }
}

function progressOf({ code, orderCount }: ReceivedBranch, figures: RunFigures | undefined): Progress {
  return { label: code, done: figures?.seen ?? 0, total: orderCount, state: figures?.status ?? 'queued' };
}
