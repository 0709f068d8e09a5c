import {
  addCounts,
  type LearnedLink,
  noCounts,
  type PushFailure,
  type PushOutcome,
  type RunCounts,
  recordPushOutcome,
} from '@branch-sync/db';
import { RunCancelledError, RunPausedError } from '../runs/run-interrupted.ts';
import { asCarried, digestOf, plainValue } from './carried-value.ts';
import { chooseRecords } from './choose-records.ts';
import { changesInWords } from './compare-record.ts';
import { allPushModels } from './models/all-models.ts';
import { type OpenModel, openModel } from './open-model.ts';
import { type PlannedRecord, planPage } from './plan-page.ts';
import type { PlanContext, PushContext } from './push-context.ts';
import type { OdooRow, PushModel } from './push-model.ts';
import { readCentralRecords } from './read-central.ts';
import { createReferences, type References } from './references.ts';
import type { Obstacle } from './wanted-values.ts';
import { type WrittenRecord, writePage } from './write-page.ts';

/**
 * Sends what a branch takes of central's master data, model by model in the order in which one needs the other, a page at a time: each is planned,
 * written and recorded before the next, and a run that died goes on after the last one. The lease is held by the caller.
 * Throws `OdooError`, `LeaseLostError`, `RunPausedError` and `RunCancelledError`.
 */
export async function push(context: PushContext): Promise<void> {
  const { report } = context;
  const references = createReferences(context);
  let total = addCounts(noCounts, context.countsBefore);
  for (const { model, afterId } of modelsToPush(context)) {
    const opened = await openModel(context, model);
    if (opened.leftOut.length > 0)
      report.line(`${model.model}: the branch or central has no field for ${opened.leftOut.join(', ')}.`);
    let counts = noCounts;
    for await (const ids of chooseRecords(context, opened, afterId)) {
      if (await context.shouldPause()) throw new RunPausedError('Paused.');
      const outcome = await pushPage(context, opened, ids, references);
      const { isCancelRequested } = await recordPushOutcome(context.db, outcome);
      counts = addCounts(counts, outcome.counts);
      total = addCounts(total, outcome.counts);
      report.progress(total);
      if (isCancelRequested) throw new RunCancelledError('Called off.');
      await context.onRecorded();
    }
    report.line(lineOf(model, counts));
  }
  report.line(`${context.branchClient.callCount + context.centralClient.callCount} calls to Odoo.`);
}

/** The models of the request that the branch takes, and after which of central's ids each begins. */
function modelsToPush({ request, masterData, resume }: PushContext): { readonly model: PushModel; readonly afterId: number }[] {
  const wanted = modelsOf({ request, masterData });
  const first = wanted.findIndex(({ model }) => model === resume.resumeModel);
  return wanted
    .slice(Math.max(0, first))
    .map((model) => ({ model, afterId: model.model === resume.resumeModel ? resume.resumeAfterId : 0 }));
}

/** What is pushed by a request: the models that it names, else those that the branch takes; each before what needs it. */
export function modelsOf({ request, masterData }: Pick<PlanContext, 'request' | 'masterData'>): readonly PushModel[] {
  const names = request.models ?? masterData.models.map(({ model }) => model);
  return allPushModels.filter(({ model }) => names.includes(model));
}

async function pushPage(
  context: PushContext,
  model: OpenModel,
  ids: readonly number[],
  references: References,
): Promise<PushOutcome> {
  const rows = await readCentralRecords(context, model, ids);
  const planned = await planPage(context, model, rows, references);
  const written = await writePage(context, model, planned);
  for (const { planned: one, remote } of written) {
    if (remote !== null) references.made(model.model, one.row.id, remote.id);
  }
  const done = new Map(written.map((one) => [one.planned, one]));
  const ended = planned.map((one) => endOf(one, done.get(one)));
  const hasLog = context.request.mode !== 'changed';
  return {
    lease: context.lease,
    runId: context.runId,
    model: model.model,
    results: ended.flatMap(({ planned: one, action, remote, obstacle }) =>
      action === 'same' && !hasLog
        ? []
        : [
            {
              ...{ centralId: one.row.id, remoteId: remote?.id ?? one.remoteId, name: one.name, action },
              fields: changesInWords(one.fields, references),
              ...{ code: obstacle?.code ?? null, message: obstacle?.message ?? null },
            },
          ],
    ),
    pushed: ended.flatMap(({ planned: one, action, remote }) => pushedOf(one, action, remote)),
    learned: ended.flatMap((one) => learnedLink(model, one)),
    failures: ended.flatMap(failureOf),
    cured: ended.filter(({ obstacle }) => obstacle === null).map(({ planned: one }) => one.row.id),
    counts: countsOf(ended),
    resumeAfterId: ids.at(-1) ?? 0,
  };
}

/** What became of a record. */
interface EndedRecord {
  readonly planned: PlannedRecord;
  readonly action: PlannedRecord['action'];
  readonly remote: OdooRow | null;
  readonly obstacle: Obstacle | null;
}

function endOf(planned: PlannedRecord, written: WrittenRecord | undefined): EndedRecord {
  const obstacle = written?.obstacle ?? planned.obstacle;
  const action = written?.obstacle == null ? planned.action : written.obstacle.class === 'waiting' ? 'waiting' : 'blocked';
  return { planned, action, remote: written?.remote ?? null, obstacle };
}

/** A record that was made, or recognized by a key, is linked from now on. */
function learnedLink(
  { model }: OpenModel,
  { planned: { row, name, remoteId, isRecognized }, remote }: EndedRecord,
): LearnedLink[] {
  const newId = remoteId === null ? remote?.id : isRecognized ? remoteId : undefined;
  if (newId === undefined) return [];
  return [{ model, remoteId: newId, centralId: row.id, source: 'pushed', found: { name, state: 'active' } }];
}

/** The base of the next push: what was sent, and what the branch has of it now. */
function pushedOf(
  { row, fields, remoteId, remoteWrittenAt }: PlannedRecord,
  action: PlannedRecord['action'],
  remote: OdooRow | null,
): PushOutcome['pushed'] {
  const isSettled = remote !== null || (action === 'same' && remoteId !== null);
  if (!isSettled) return [];
  const sent = Object.fromEntries(fields.map(({ field, wanted }) => [field.name, digestOf(wanted)]));
  const became = fields.map(({ field, now }) => {
    const value = remote === null ? now : plainValue(asCarried(remote[field.read]), field);
    return [field.name, digestOf(value)] as const;
  });
  const writtenAt = remote === null ? remoteWrittenAt : String(remote['write_date'] ?? '');
  return [
    {
      ...{ centralId: row.id, remoteId: remote?.id ?? remoteId ?? 0, centralWrittenAt: String(row['write_date'] ?? '') },
      ...{ remoteWrittenAt: writtenAt, sent, became: Object.fromEntries(became) },
    },
  ];
}

function failureOf({ planned: { row, name, remoteId, fields }, obstacle }: EndedRecord): PushFailure[] {
  if (obstacle === null) return [];
  const { code, title, message, fix, fingerprint } = obstacle;
  const payload = {
    name,
    fields: fields.filter(({ state }) => state !== 'same').map(({ field, now, wanted }) => ({ field: field.name, now, wanted })),
  };
  return [
    {
      ...{ code, class: obstacle.class, title, message, fix, fingerprint, payload },
      centralId: row.id,
      remoteId,
    },
  ];
}

/** `imported`: written; `alreadyThere`: nothing to do; `flagged`: not written now (waiting, conflict, left). */
function countsOf(ended: readonly EndedRecord[]): RunCounts {
  const count = (...actions: EndedRecord['action'][]) => ended.filter(({ action }) => actions.includes(action)).length;
  return {
    seen: ended.length,
    imported: count('create', 'update'),
    alreadyThere: count('same', 'left'),
    failed: count('blocked', 'conflict'),
    flagged: count('waiting'),
  };
}

function lineOf({ model }: PushModel, { seen, imported, failed, flagged }: RunCounts): string {
  const waiting = flagged === 0 ? '' : `, ${flagged} waiting for a till to be closed`;
  return `${model}: ${seen} looked into, ${imported} written, ${failed} not possible${waiting}.`;
}
