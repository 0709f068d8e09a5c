import type { PushAction } from '@branch-sync/db';
import { describeFailure } from '../failures/catalogue.ts';
import { groupBy } from '../group-by.ts';
import { branchInWords } from '../receive/order-words.ts';
import { asCarried, idsIn } from './carried-value.ts';
import { compareRecord, type PlannedField } from './compare-record.ts';
import { type Match, matchRecords } from './match-records.ts';
import type { OpenModel } from './open-model.ts';
import type { PlanContext } from './push-context.ts';
import { type OdooRow, textOf } from './push-model.ts';
import type { References } from './references.ts';
import { waitForTills } from './wait-for-tills.ts';
import { nameOf, type Obstacle, wantedValues } from './wanted-values.ts';

/** What a push does with a record, or would do. */
export interface PlannedRecord {
  readonly row: OdooRow;
  readonly name: string;
  readonly action: PushAction;
  readonly remoteId: number | null;
  /** When the branch's record was last written, as its Odoo tells it. */
  readonly remoteWrittenAt: string;
  readonly fields: readonly PlannedField[];
  readonly obstacle: Obstacle | null;
  /** It was recognized by a key just now: no link says so yet. */
  readonly isRecognized: boolean;
}

/** Decides what becomes of central's records: preview and push do the same. Nothing is written. Throws `OdooError`. */
export async function planPage(
  context: PlanContext,
  model: OpenModel,
  page: readonly OdooRow[],
  references: References,
): Promise<readonly PlannedRecord[]> {
  if (page.length === 0) return [];
  const matches = await matchRecords(context, model, page);
  for (const { refersTo, central } of model.carried) {
    if (refersTo !== undefined)
      await references.prepare(
        refersTo,
        page.flatMap((row) => idsIn(asCarried(row[central]))),
      );
  }
  const holders = new Map(model.unique.map(({ field }) => [field, groupBy(matches.looked, (remote) => textOf(remote, field))]));
  const planned = page.flatMap(
    (row) => planRecord(context, model, row, matches.byCentral.get(row.id) ?? { kind: 'new' }, holders, references) ?? [],
  );
  return waitForTills(context, model, planned);
}

/** The branch's records by a value that must be unique among them, by field. */
type Holders = ReadonlyMap<string, ReadonlyMap<string | null, readonly OdooRow[]>>;

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
    ...{
      row,
      name,
      action,
      remoteId: remote?.id ?? null,
      remoteWrittenAt: String(remote?.['write_date'] ?? ''),
      fields,
      obstacle,
    },
    isRecognized: match.kind === 'matched' && match.key !== null,
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

  const fields = compareRecord(model, wanted.values, remote, remote === null ? null : baseOf(match), masterData.conflicts);
  if (remote === null) return planned('create', fields, null);
  if (fields.some(({ state }) => state === 'conflict')) return planned('conflict', fields, conflictOf(fields, words, model, row));
  if (fields.some(({ state }) => state === 'write')) return planned('update', fields, null);
  return planned(fields.some(({ state }) => state === 'kept') ? 'left' : 'same', fields, null);
}

function baseOf(match: Match) {
  return match.kind === 'matched' ? match.base : null;
}

function obstacleOfMatch(match: Match, words: { record: string; branch: string }, model: OpenModel): Obstacle | null {
  if (match.kind === 'ambiguous') {
    const candidates = match.candidates.map((one) => `${nameOf(one)} #${one.id}`).join(', ');
    const fingerprint = `${model.model} ${match.candidates.map(({ id }) => id).join(' ')}`;
    return { ...describeFailure('push.ambiguous', { ...words, key: match.key, candidates }), fingerprint };
  }
  if (match.kind === 'matched_twice') {
    const remote = `${nameOf(match.remote)} #${match.remote.id}`;
    const values = { ...words, key: match.key, remote, other: `#${match.otherCentralId}` };
    return { ...describeFailure('push.matched_twice', values), fingerprint: `${model.model} ${match.remote.id}` };
  }
  return null;
}

/** Another record of the branch has a value that must be unique, e.g. the barcode. */
function takenValue(
  model: OpenModel,
  row: OdooRow,
  remote: OdooRow | null,
  holders: Holders,
  words: { record: string; branch: string },
): Obstacle | null {
  for (const { field, code } of model.unique) {
    const value = textOf(row, field);
    if (value === null || !model.carried.some(({ central }) => central === field)) continue;
    const holder = holders
      .get(field)
      ?.get(value)
      ?.find(({ id }) => id !== remote?.id);
    if (holder === undefined) continue;
    const values = { ...words, value, holder: `${nameOf(holder)} #${holder.id}` };
    return { ...describeFailure(code, values), fingerprint: `${field} ${value}` };
  }
  return null;
}

function conflictOf(
  fields: readonly PlannedField[],
  words: { record: string; branch: string },
  model: OpenModel,
  row: OdooRow,
): Obstacle {
  const changed = fields.filter(({ state }) => state === 'conflict').map(({ field }) => field.name);
  return {
    ...describeFailure('push.conflict', { ...words, fields: changed.join(', ') }),
    fingerprint: `${model.model} ${row.id}`,
  };
}
