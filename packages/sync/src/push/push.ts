import { addCounts, noCounts, type PushOutcome, type RunCounts, recordPushOutcome } from '@branch-sync/db';
import { phase } from '../runs/phase.ts';
import { RunCancelledError, RunPausedError } from '../runs/run-interrupted.ts';
import { chooseRecords } from './choose-records.ts';
import { allPushModels } from './models/all-models.ts';
import { openModel } from './open-model.ts';
import { createPlanMemory } from './plan-memory.ts';
import { previewPage } from './preview-page.ts';
import { createPreviewRights } from './preview-rights.ts';
import type { PlanContext, PushContext } from './push-context.ts';
import type { PushModel } from './push-model.ts';
import { pushPage } from './push-page.ts';

/**
 * Sends what a branch takes of central's master data, model by model in the order in which one needs the other, a page at a time: each is planned,
 * written (a preview leaves that out) and recorded before the next, and a run that died goes on after the last one. The lease is held by the caller.
 * Throws `OdooError`, `LeaseLostError`, `RunPausedError` and `RunCancelledError`.
 */
export async function push(context: PushContext): Promise<void> {
  const { report } = context;
  const memory = createPlanMemory(context);
  const rights = createPreviewRights(context);
  const isPreview = context.request.dryRun === true;
  let total = addCounts(noCounts, context.countsBefore);
  for (const { model, afterId } of modelsToPush(context)) {
    const opened = await openModel(context, model);
    if (opened.leftOut.length > 0)
      report.line(`${model.model}: the branch or central has no field for ${opened.leftOut.join(', ')}.`);
    let counts = noCounts;
    for await (const ids of chooseRecords(context, opened, afterId)) {
      if (await context.shouldPause()) throw new RunPausedError('Paused.');
      const outcome = await phase(context, `push ${model.model}`, () =>
        isPreview ? previewPage(context, opened, ids, memory, rights) : pushPage(context, opened, ids, memory),
      );
      const { counts: ofPage, isCancelRequested } = await phase(context, 'record', () => recordPushOutcome(context.db, outcome));
      counts = addCounts(counts, ofPage);
      total = addCounts(total, ofPage);
      report.progress(total);
      tellTally(context, outcome);
      if (isCancelRequested) throw new RunCancelledError('Called off.');
      await context.onRecorded();
    }
    report.line(lineOf(context, model, counts));
  }
  report.line(`${context.branchClient.callCount + context.centralClient.callCount} calls to Odoo.`);
}

/** A preview has done nothing; of what was left as it is nobody needs a figure. */
function tellTally({ tally, request }: PushContext, { results, failures }: PushOutcome): void {
  if (request.dryRun === true) return;
  for (const action of ['create', 'update'] as const) {
    const records = results.filter((result) => result.action === action && result.code === null).length;
    if (records > 0) tally?.pushed(action, records);
  }
  for (const { code } of failures) tally?.failed(code);
}

/** The models of the request that the branch takes, and after which of central's ids each begins. */
function modelsToPush({ request, masterData, resume }: PushContext): { readonly model: PushModel; readonly afterId: number }[] {
  const wanted = modelsOf({ request, masterData });
  const first = wanted.findIndex(({ model }) => model === resume.resumeModel);
  return wanted
    .slice(Math.max(0, first))
    .map((model) => ({ model, afterId: model.model === resume.resumeModel ? resume.resumeAfterId : 0 }));
}

/** What is pushed by a request: the models that it names, those of the ids that it names, else all that the branch takes; each before what needs it. */
export function modelsOf({ request, masterData }: Pick<PlanContext, 'request' | 'masterData'>): readonly PushModel[] {
  const named = request.models ?? (request.ids === undefined ? undefined : Object.keys(request.ids));
  const names: readonly string[] = named ?? masterData.models.map(({ model }) => model);
  return allPushModels.filter(({ model }) => names.includes(model));
}

function lineOf(
  { request }: PushContext,
  { model }: PushModel,
  { seen, imported, alreadyThere, failed, flagged }: RunCounts,
): string {
  if (request.dryRun === true) {
    const toWrite = seen - alreadyThere - flagged;
    return `${model}: ${seen} looked into, ${toWrite} would be written, ${flagged} not possible now.`;
  }
  const waiting = flagged === 0 ? '' : `, ${flagged} left: waiting for a till, or not what the preview showed`;
  return `${model}: ${seen} looked into, ${imported} written, ${failed} not possible${waiting}.`;
}
