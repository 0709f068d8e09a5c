import type { PushAction } from '@branch-sync/db';
import { groupBy } from '../group-by.ts';
import { branchInWords } from '../receive/order-words.ts';
import { asCarried, idsIn } from './carried-value.ts';
import { compareRecord, isOfSeveral, type PlannedField } from './compare-record.ts';
import { type Match, matchRecords } from './match-records.ts';
import { conflictOf, type Holders, nameOf, type Obstacle, obstacleOfMatch, takenValue } from './obstacles.ts';
import type { OpenModel } from './open-model.ts';
import type { PlanMemory } from './plan-memory.ts';
import type { PlannedRecord } from './planned-record.ts';
import type { PlanContext } from './push-context.ts';
import type { OdooRow } from './push-model.ts';
import type { References } from './references.ts';
import { refuseTwins } from './refuse-twins.ts';
import { waitForTills } from './wait-for-tills.ts';
import { wantedValues } from './wanted-values.ts';

/** Decides what becomes of central's records: preview and push do the same. Nothing is written. Throws `OdooError`. */
export async function planPage(
  context: PlanContext,
  model: OpenModel,
  page: readonly OdooRow[],
  memory: PlanMemory,
): Promise<readonly PlannedRecord[]> {
  const { references } = memory;
  if (page.length === 0) return [];
  const matches = await matchRecords(context, model, page, memory);
  for (const { refersTo, central } of model.carried) {
    if (refersTo === undefined) continue;
    // For their names too: a record's own may be none that any record of the page is to have.
    await references.look(refersTo);
    if (central !== null)
      await references.prepare(
        refersTo,
        page.flatMap((row) => idsIn(asCarried(row[central]))),
      );
  }
  const holders = new Map(
    model.unique.map(({ field }) => [field, groupBy(matches.looked, (remote) => memory.valueOf(model, remote, field))]),
  );
  const plan = (row: OdooRow, held: Holders) =>
    planRecord(context, model, row, matches.byCentral.get(row.id) ?? { kind: 'new' }, held, references);
  const planned = page.flatMap((row) => plan(row, holders) ?? []);
  const left = withoutFreed(model, holders, planned);
  const passedOn = planned.map((one): PlannedRecord => {
    const again = left === holders || one.obstacle?.code !== 'push.barcode_taken' ? null : plan(one.row, left);
    return again === null || again.obstacle !== null ? one : { ...again, takesOver: true };
  });
  return refuseTwins(context, model, await waitForTills(context, model, passedOn), memory);
}

/** What is still held once the updates of the page are written. */
function withoutFreed(model: OpenModel, holders: Holders, planned: readonly PlannedRecord[]): Holders {
  const freeing = (field: string) =>
    planned.flatMap(({ action, fields, remoteId }) => {
      const frees = fields.some((one) => one.field.central === field && one.state === 'write' && one.now !== null);
      return action === 'update' && frees && remoteId !== null ? [remoteId] : [];
    });
  const freed = new Map(model.unique.map(({ field }) => [field, new Set(freeing(field))]));
  if ([...freed.values()].every(({ size }) => size === 0)) return holders;
  return new Map(
    [...holders].map(([field, byValue]) => [
      field,
      new Map([...byValue].map(([value, rows]) => [value, rows.filter(({ id }) => freed.get(field)?.has(id) !== true)])),
    ]),
  );
}

function planRecord(
  context: PlanContext,
  model: OpenModel,
  row: OdooRow,
  match: Match,
  holders: Holders,
  references: References,
): PlannedRecord | null {
  const { branch, masterData } = context;
  const name = nameOf(row);
  const words = { record: name, branch: branchInWords(branch) };
  const remote = match.kind === 'matched' ? match.remote : null;
  const planned = (action: PushAction, fields: readonly PlannedField[], obstacle: Obstacle | null): PlannedRecord => ({
    ...{ row, name, action, fields, obstacle, remote, remoteId: remote?.id ?? null },
    ...{ base: baseOf(match), isShared: isOfSeveral(remote) },
    isRecognized: match.kind === 'matched' && match.key !== null,
    takesOver: false,
  });
  const blocked = (obstacle: Obstacle) => planned('blocked', [], obstacle);

  const unsure = obstacleOfMatch(match, words, model);
  if (unsure !== null) return blocked(unsure);
  // What is archived in central and was never in the branch stays out of it.
  if (remote === null && row['active'] === false) return null;
  if (match.kind === 'deleted' && masterData.deleted === 'leave') return planned('left', [], null);
  const wanted = wantedValues(context, model, row, references);
  if ('obstacle' in wanted) return blocked(wanted.obstacle);
  const taken = takenValue(model, row, remote, holders, words);
  if (taken !== null) return blocked(taken);

  const fields = compareRecord(model, wanted.values, remote, baseOf(match), masterData.conflicts);
  if (remote === null) return planned('create', fields, null);
  if (fields.some(({ state }) => state === 'conflict')) return planned('conflict', fields, conflictOf(fields, words, model, row));
  if (fields.some(({ state }) => state === 'write')) return planned('update', fields, null);
  return planned(fields.some(({ state }) => state === 'kept') ? 'left' : 'same', fields, null);
}

function baseOf(match: Match) {
  return match.kind === 'matched' ? match.base : null;
}
