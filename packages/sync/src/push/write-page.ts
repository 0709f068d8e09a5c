import { linksOf } from '@branch-sync/db';
import { groupBy } from '../group-by.ts';
import { branchInWords } from '../receive/order-words.ts';
import { compareRecord, type PlannedField } from './compare-record.ts';
import { groupImages, type ImageToWrite, isNoImage, readImages } from './images.ts';
import { matchedTwice, type Obstacle } from './obstacles.ts';
import type { OpenModel } from './open-model.ts';
import type { PlannedRecord } from './planned-record.ts';
import type { PushContext } from './push-context.ts';
import type { OdooRow } from './push-model.ts';
import { readRemoteRecords } from './read-remote.ts';
import { sendRecords } from './send-records.ts';
import { columnsOf, type Outgoing, updateGroups } from './update-groups.ts';

/** What became of a record that was to be written. */
export interface WrittenRecord {
  readonly planned: PlannedRecord;
  /** As the branch has it now; null where it was refused. */
  readonly remote: OdooRow | null;
  readonly obstacle: Obstacle | null;
  /** Not before this, by our clock, it was read back. */
  readonly readAt: Date;
}

/**
 * Writes a page to the branch: new records create-only by our external id, so that a repeat makes no second one; matched ones by their id, and of
 * them only the fields that differ. Reads back what the branch made of it. Throws `OdooError` where Odoo itself is in trouble.
 */
export async function writePage(
  context: PushContext,
  model: OpenModel,
  planned: readonly PlannedRecord[],
): Promise<readonly WrittenRecord[]> {
  if (planned.length === 0) return [];
  const toCreate = planned.filter(({ action }) => action === 'create');
  const toUpdate = planned.filter(({ action }) => action === 'update');
  const refusals = new Map<PlannedRecord, Obstacle>();
  const ids = new Map<PlannedRecord, number>();

  const send = async (records: readonly Outgoing[], isNew: boolean) => {
    const { loaded, refused } = await sendRecords(context, model, records, isNew);
    for (const { item, id } of loaded) ids.set(item.planned, id);
    for (const { item, obstacle } of refused) refusals.set(item.planned, obstacle);
  };
  const isTaken = (one: PlannedRecord) => !refusals.has(one);

  await send(
    toCreate.map((one) => ({ planned: one, remoteId: null, fields: one.fields.filter(isNoImage) })),
    true,
  );
  for (const [one, obstacle] of await ownedByOthers(context, model, ids)) {
    refusals.set(one, obstacle);
    ids.delete(one);
  }
  for (const group of updateGroups(model, toUpdate)) await send(group, false);
  for (const group of groupImages([...toCreate, ...toUpdate].filter(isTaken))) {
    await send(await withImages(context, model, group, ids), false);
  }
  await model.afterUpdate?.(context.branchClient, toUpdate.filter(isTaken), context.signal);

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

/**
 * Of records that were to be made, those whose external id gave a record back that people have linked to another of central's since: it is that one's
 * now, and is left alone.
 */
async function ownedByOthers(
  { db, branch }: PushContext,
  model: OpenModel,
  ids: ReadonlyMap<PlannedRecord, number>,
): Promise<readonly (readonly [PlannedRecord, Obstacle])[]> {
  const owners = await linksOf(db, branch.id, model.model, [...ids.values()]);
  return [...ids].flatMap(([one, id]) => {
    const owner = owners.get(id);
    if (owner === undefined || owner === one.row.id) return [];
    const words = { record: one.name, branch: branchInWords(branch) };
    return [[one, matchedTwice(model, words, 'external id', `#${id}`, owner)] as const];
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
