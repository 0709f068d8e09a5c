import { noCounts, type PushOutcome } from '@branch-sync/db';
import type { OpenModel } from './open-model.ts';
import { asPlanned, idsNotPlanned, notTaken, resultsOf } from './page-results.ts';
import type { PlanMemory } from './plan-memory.ts';
import { planPage } from './plan-page.ts';
import type { PreviewRights } from './preview-rights.ts';
import type { PushContext } from './push-context.ts';
import { readCentralRecords } from './read-central.ts';

/**
 * What a push would do with these records: the same plan, without the writing; nothing but its results is recorded. `flagged` counts what it could
 * not do now. Throws `OdooError`.
 */
export async function previewPage(
  context: PushContext,
  model: OpenModel,
  ids: readonly number[],
  memory: PlanMemory,
  rights: PreviewRights,
): Promise<PushOutcome> {
  const rows = await readCentralRecords(context, model, ids);
  const planned = await rights(model, await planPage(context, model, rows, memory));
  for (const one of planned) memory.note(model, one, one.remoteId);
  const gone = context.request.mode === 'selected' ? idsNotPlanned(ids, planned).map(notTaken) : [];
  return {
    ...{ lease: context.lease, runId: context.runId, model: model.model },
    results: [...resultsOf(context.request, planned.map(asPlanned), memory.references), ...gone],
    ...{ pushed: [], learned: [], failures: [], cured: [], unchanged: [] },
    counts: {
      ...{ ...noCounts, seen: planned.length + gone.length },
      alreadyThere: planned.filter(({ action }) => action === 'same' || action === 'left').length + gone.length,
      flagged: planned.filter(({ obstacle }) => obstacle !== null).length,
    },
    resumeAfterId: ids.at(-1) ?? 0,
  };
}
