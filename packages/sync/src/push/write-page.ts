import { OdooError } from '@branch-sync/odoo';
import { describeFailure } from '../failures/catalogue.ts';
import { firstLineOf } from '../failures/describe-odoo-error.ts';
import { groupBy } from '../group-by.ts';
import {
  createOnly,
  type LoadedRecords,
  type LoadTable,
  type LoadTarget,
  loadRecords,
  quietly,
} from '../loading/load-records.ts';
import { externalIdModule } from '../receive/external-id.ts';
import { branchInWords } from '../receive/order-words.ts';
import { cellOf } from './carried-value.ts';
import { compareRecord, type PlannedField } from './compare-record.ts';
import { describeOpenSessions } from './held-by-tills.ts';
import { groupImages, type ImageToWrite, readImages } from './images.ts';
import { type Obstacle, waitingForTill } from './obstacles.ts';
import type { OpenModel } from './open-model.ts';
import type { PlannedRecord } from './plan-page.ts';
import type { PushContext } from './push-context.ts';
import type { OdooRow } from './push-model.ts';
import { readRemoteRecords } from './read-remote.ts';

/** What became of a record that was to be written. */
export interface WrittenRecord {
  readonly planned: PlannedRecord;
  /** As the branch has it now; null where it was refused. */
  readonly remote: OdooRow | null;
  readonly obstacle: Obstacle | null;
  /** Not before this, by our clock, it was read back. */
  readonly readAt: Date;
}

/** A record on its way: what is sent of it. */
interface Outgoing {
  readonly planned: PlannedRecord;
  readonly remoteId: number | null;
  readonly fields: readonly PlannedField[];
}

/** So many `load`s update a page at the most: records that change in the same fields go together. */
const maxUpdateLoads = 4;

/**
 * Writes a page to the branch: new records create-only by our external id, so that a repeat makes no second one; matched ones by their id, and of
 * them only the fields that differ. Reads back what the branch made of it. Throws `OdooError` where Odoo itself is in trouble.
 */
export async function writePage(
  context: PushContext,
  model: OpenModel,
  planned: readonly PlannedRecord[],
): Promise<readonly WrittenRecord[]> {
  const toCreate = planned.filter(({ action }) => action === 'create');
  const toUpdate = planned.filter(({ action }) => action === 'update');
  const refusals = new Map<PlannedRecord, Obstacle>();
  const ids = new Map<PlannedRecord, number>();

  const send = async (records: readonly Outgoing[], isNew: boolean) => {
    const { loaded, refused } = await loadInto(context, model, records, isNew);
    for (const { item, id } of loaded) ids.set(item.planned, id);
    for (const { item, obstacle } of refused) refusals.set(item.planned, obstacle);
  };
  await send(
    toCreate.map((one) => ({ planned: one, remoteId: null, fields: one.fields.filter(isNoImage) })),
    true,
  );
  for (const group of updateGroups(toUpdate)) await send(group, false);
  const images = groupImages([...toCreate, ...toUpdate].filter((one) => !refusals.has(one)));
  for (const group of images) await send(await withImages(context, model, group, ids), false);

  let readAt = context.now();
  let rows = await readBack(context, model, ids.values());
  // An earlier attempt may have made it before central changed, and create-only left it as it was.
  const stale = toCreate.flatMap((one): Outgoing[] => {
    const row = rows.get(ids.get(one) ?? 0);
    const fields = row === undefined ? [] : differing(model, one, row);
    return row === undefined || fields.length === 0 ? [] : [{ planned: one, remoteId: row.id, fields }];
  });
  if (stale.length > 0) {
    for (const group of groupBy(stale, columnsOf).values()) await send(group, false);
    readAt = context.now();
    rows = await readBack(context, model, ids.values());
  }
  return [...toCreate, ...toUpdate].map((one) => {
    const obstacle = refusals.get(one) ?? null;
    return { planned: one, remote: obstacle === null ? (rows.get(ids.get(one) ?? 0) ?? null) : null, obstacle, readAt };
  });
}

/** What the branch has of these ids now, by id. */
async function readBack(context: PushContext, model: OpenModel, ids: Iterable<number>): Promise<ReadonlyMap<number, OdooRow>> {
  const written = [...ids];
  const rows = written.length === 0 ? [] : await readRemoteRecords(context, model, [['id', 'in', written]]);
  return new Map(rows.map((row) => [row.id, row]));
}

/** What of a new record the branch does not have as it was sent. */
function differing(model: OpenModel, { fields }: PlannedRecord, row: OdooRow): readonly PlannedField[] {
  const wanted = new Map(fields.map(({ field, wanted: value }) => [field.name, value]));
  return compareRecord(model, wanted, row, null, 'central_wins').filter((field) => field.state === 'write' && isNoImage(field));
}

/** Images go by themselves, once their records are there. */
function isNoImage({ field }: PlannedField): boolean {
  return field.isImage !== true;
}

async function withImages(
  context: PushContext,
  { model }: OpenModel,
  group: readonly ImageToWrite[],
  ids: ReadonlyMap<PlannedRecord, number>,
): Promise<readonly Outgoing[]> {
  const contents = await readImages(context, model, group);
  return group.flatMap(({ planned, field }): Outgoing[] => {
    const remoteId = ids.get(planned) ?? planned.remoteId;
    const content = contents.get(planned.row.id);
    return remoteId === null || content === undefined ? [] : [{ planned, remoteId, fields: [{ ...field, wanted: content }] }];
  });
}

function columnsOf({ fields }: Pick<Outgoing, 'fields'>): string {
  return fields.map(({ field }) => field.name).join(' ');
}

/** Those that change in the same fields; of many sets of fields the rarer ones together, with what the branch has where nothing changes. */
function updateGroups(planned: readonly PlannedRecord[]): readonly (readonly Outgoing[])[] {
  const outgoing = planned.map((one) => ({
    ...{ planned: one, remoteId: one.remoteId },
    fields: one.fields.filter((field) => field.state === 'write' && isNoImage(field)),
  }));
  const filled = outgoing.filter(({ fields }) => fields.length > 0);
  const groups = [...groupBy(filled, columnsOf).values()].sort((a, b) => b.length - a.length);
  const rest = groups.slice(maxUpdateLoads - 1);
  if (rest.length <= 1) return groups;
  const names = new Set(rest.flatMap(([first]) => first?.fields.map(({ field }) => field.name) ?? []));
  const together = rest.flat().map((one) => ({
    ...one,
    fields: one.planned.fields
      .filter(isNoImage)
      .filter(({ field }) => names.has(field.name))
      .map((field) => (field.state === 'write' ? field : { ...field, wanted: field.now })),
  }));
  return [...groups.slice(0, maxUpdateLoads - 1), together];
}

async function loadInto(context: PushContext, model: OpenModel, records: readonly Outgoing[], isNew: boolean) {
  const target: LoadTarget = {
    client: context.branchClient,
    write: (call) => call(),
    context: isNew ? createOnly : quietly,
    random: context.random,
    signal: context.signal,
  };
  let answer: LoadedRecords<Outgoing>;
  try {
    answer = await loadRecords(target, model.model, records, (part) => toTable(model, part, isNew));
  } catch (error) {
    if (!(error instanceof OdooError && error.kind === 'access_denied')) throw error;
    return { loaded: [], refused: records.map((item) => ({ item, obstacle: withoutRight(context, model, isNew) })) };
  }
  return { loaded: answer.loaded, refused: await describeRefusals(context, model, answer.refused) };
}

function toTable(model: OpenModel, part: readonly Outgoing[], isNew: boolean): LoadTable {
  const columns = part[0]?.fields.map(({ field }) => field) ?? [];
  return {
    fields: [isNew ? 'id' : '.id', ...columns.map(({ column }) => column)],
    rows: part.map(({ planned, remoteId, fields }) => [
      isNew ? `${externalIdModule}.${model.externalName}_${planned.row.id}` : String(remoteId),
      ...fields.map(({ field, wanted }) => cellOf(wanted, field)),
    ]),
    recordOfRow: part.map((_, index) => index),
  };
}

async function describeRefusals(
  context: PushContext,
  model: OpenModel,
  refused: LoadedRecords<Outgoing>['refused'],
): Promise<readonly { readonly item: Outgoing; readonly obstacle: Obstacle }[]> {
  if (refused.length === 0) return [];
  const sessions = model.heldByTills === null ? null : await describeOpenSessions(context.branchClient, context.signal);
  return refused.map(({ item, refusal: { text } }) => ({ item, obstacle: obstacleOf(context, model, item, text, sessions) }));
}

/** By the stable parts of Odoo's texts; what is not known of them is told in Odoo's words. */
function obstacleOf(
  context: PushContext,
  model: OpenModel,
  { planned: { name, row }, remoteId }: Outgoing,
  text: string,
  sessions: string | null,
): Obstacle {
  const words = { record: name, branch: branchInWords(context.branch) };
  if (/You are not allowed to/i.test(text)) return withoutRight(context, model, remoteId === null);
  if (/must be unique/i.test(text))
    return { ...describeFailure('push.name_taken', words), fingerprint: `${model.model} ${name}` };
  if (sessions !== null) {
    return waitingForTill(model, words, sessions);
  }
  const detail = firstLineOf(text.replace(/\n+/g, ' '));
  return { ...describeFailure('push.refused', { ...words, detail }), fingerprint: `${model.model} ${row.id}` };
}

function withoutRight({ branch }: PushContext, { model, grant }: OpenModel, isNew: boolean): Obstacle {
  const right = `${isNew ? 'create' : 'change'} ${model}`;
  return { ...describeFailure('push.right_missing', { branch: branchInWords(branch), right, group: grant }), fingerprint: right };
}
