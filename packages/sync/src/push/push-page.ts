import {
  announcePush,
  type LearnedLink,
  type PreviewedRecord,
  type PushFailure,
  type PushOutcome,
  type PushResult,
  previewedRecordsOf,
  type RunCounts,
} from '@branch-sync/db';
import { redactTexts } from '@branch-sync/redaction';
import { baseOfNext, type PushedRecord } from './base-of-next.ts';
import { changesInWords } from './compare-record.ts';
import type { OpenModel } from './open-model.ts';
import { asPlanned, idsNotPlanned, notTaken, resultsOf } from './page-results.ts';
import type { PlanMemory } from './plan-memory.ts';
import { planPage } from './plan-page.ts';
import { isToBeWritten, type PlannedRecord } from './planned-record.ts';
import type { PushContext } from './push-context.ts';
import { readCentralRecords } from './read-central.ts';
import type { References } from './references.ts';
import { type WrittenRecord, writePage } from './write-page.ts';

/** Plans and writes these records, and tells what is to be recorded of them. Throws `OdooError`. */
export async function pushPage(
  context: PushContext,
  model: OpenModel,
  ids: readonly number[],
  memory: PlanMemory,
): Promise<PushOutcome> {
  const { request } = context;
  const readAt = context.now();
  const rows = await readCentralRecords(context, model, ids);
  const shown =
    request.previewId === undefined ? null : await previewedRecordsOf(context.db, request.previewId, model.model, ids);
  const planned = (await planPage(context, model, rows, memory)).map((one) =>
    isAsShown(one, shown, memory.references) ? one : outdated(one),
  );
  await announcePush(context.db, {
    ...{ lease: context.lease, runId: context.runId, model: model.model },
    results: resultsOf(request, planned.filter(isToBeWritten).map(asPlanned), memory.references),
  });
  const freeing = planned.filter(({ takesOver }) => !takesOver);
  const taking = planned.filter(({ takesOver }) => takesOver);
  const results = [...(await writePage(context, model, freeing)), ...(await writePage(context, model, taking))];
  const written = new Map(results.map((one) => [one.planned, one]));
  const ended = planned.map((one) => endOf(one, readAt, written.get(one)));
  for (const { planned: one, obstacle, remoteId } of ended) {
    if (obstacle === null && one.action !== 'outdated') memory.note(model, one, remoteId);
  }
  const goneIds = idsNotPlanned(ids, planned);
  const gone = request.mode === 'selected' ? goneIds.map(notTaken) : goneIds.flatMap((id) => shown?.get(id) ?? []).map(isGone);
  return {
    ...{ lease: context.lease, runId: context.runId, model: model.model },
    results: [...resultsOf(request, ended, memory.references), ...gone],
    pushed: ended.flatMap((one) => baseOfNext(context, model, one, readAt)),
    learned: ended.flatMap((one) => learnedLink(model, one)),
    failures: ended.flatMap(failureOf),
    // What is not to be pushed any more is in nobody's way.
    cured: [
      ...ended.filter(({ action, obstacle }) => obstacle === null && action !== 'outdated').map(({ planned: one }) => one.row.id),
      ...goneIds,
    ],
    unchanged: ended.filter(({ action }) => action === 'same').map(({ planned: one }) => one.row.id),
    counts: countsOf(ended, gone),
    resumeAfterId: ids.at(-1) ?? 0,
  };
}

function endOf(planned: PlannedRecord, readAt: Date, written: WrittenRecord | undefined): PushedRecord {
  const remote = written?.remote ?? null;
  const obstacle = written?.obstacle ?? planned.obstacle;
  const action = written?.obstacle == null ? planned.action : written.obstacle.class === 'waiting' ? 'waiting' : 'blocked';
  return { planned, action, remote, remoteReadAt: written?.readAt ?? readAt, remoteId: remote?.id ?? planned.remoteId, obstacle };
}

/** Whether it is what the preview showed that somebody has confirmed; without one anything is. What needs no writing does no harm. */
function isAsShown(
  { row, action, remoteId, fields }: PlannedRecord,
  shown: ReadonlyMap<number, PreviewedRecord> | null,
  references: References,
): boolean {
  if (shown === null || !isToBeWritten({ action })) return true;
  const before = shown.get(row.id);
  if (before === undefined || before.action !== action || before.remoteId !== remoteId) return false;
  return JSON.stringify(changesInWords(fields, references)) === JSON.stringify(before.fields.map(inOrder));
}

/** Postgres gives the keys of its JSON in an order of its own. */
function inOrder({ field, before, after }: PreviewedRecord['fields'][number]) {
  return { field, before, after };
}

function outdated(planned: PlannedRecord): PlannedRecord {
  return { ...planned, action: 'outdated' };
}

/** What the preview showed and central does not give for this branch any more. */
function isGone({ centralId, remoteId, name }: PreviewedRecord): PushResult {
  return {
    ...{ centralId, remoteId, name, action: 'outdated', fields: [], code: null },
    message: 'Central has it no more, or the branch does not take it any more.',
  };
}

/** A record that was made, or recognized by a key, is linked from now on. */
function learnedLink(
  { model }: OpenModel,
  { planned: { row, name, remoteId, isRecognized }, remote, action }: PushedRecord,
): LearnedLink[] {
  const newId = remoteId === null ? remote?.id : isRecognized && action !== 'outdated' ? remoteId : undefined;
  if (newId === undefined) return [];
  return [{ model, remoteId: newId, centralId: row.id, source: 'pushed', found: { name, state: 'active' } }];
}

function failureOf({ planned: { row, name, remoteId, fields }, obstacle }: PushedRecord): PushFailure[] {
  if (obstacle === null) return [];
  const { code, title, message, fix, fingerprint } = obstacle;
  const payload = redactTexts({
    name,
    fields: fields.filter(({ state }) => state !== 'same').map(({ field, now, wanted }) => ({ field: field.name, now, wanted })),
  });
  return [
    {
      ...{ code, class: obstacle.class, title, message, fix, fingerprint, payload },
      centralId: row.id,
      remoteId,
    },
  ];
}

/** `imported`: written; `alreadyThere`: nothing to do; `flagged`: not written now (waiting, or not what the preview showed). */
function countsOf(ended: readonly PushedRecord[], gone: readonly PushResult[]): RunCounts {
  const all = [...ended, ...gone];
  const count = (...actions: PushResult['action'][]) => all.filter(({ action }) => actions.includes(action)).length;
  return {
    seen: all.length,
    imported: count('create', 'update'),
    alreadyThere: count('same', 'left'),
    failed: count('blocked', 'conflict'),
    flagged: count('waiting', 'outdated'),
  };
}
