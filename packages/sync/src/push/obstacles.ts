import { describeFailure, type FailureDescription } from '../failures/catalogue.ts';
import type { PlannedField } from './compare-record.ts';
import type { Match } from './match-records.ts';
import type { OpenModel } from './open-model.ts';
import { type OdooRow, textOf } from './push-model.ts';

/** What is in the way of a record. `fingerprint`: the same for all that one act would help. */
export interface Obstacle extends FailureDescription {
  readonly fingerprint: string;
}

/** The branch's records by a value that must be unique among them, by field. */
export type Holders = ReadonlyMap<string, ReadonlyMap<string | null, readonly OdooRow[]>>;

/** Why it is not known which record of the branch it is; null: it is. */
export function obstacleOfMatch(match: Match, words: { record: string; branch: string }, model: OpenModel): Obstacle | null {
  if (match.kind === 'ambiguous') {
    const candidates = match.candidates.map((one) => `${nameOf(one)} #${one.id}`).join(', ');
    const fingerprint = `${model.model} ${match.candidates.map(({ id }) => id).join(' ')}`;
    return { ...describeFailure('push.ambiguous', { ...words, key: match.key, candidates }), fingerprint };
  }
  if (match.kind === 'matched_twice') {
    const remote = `${nameOf(match.remote)} #${match.remote.id}`;
    return matchedTwice(model, words, match.key, remote, match.otherCentralId);
  }
  return null;
}

/** The obstacle of a record of the branch that is another central record's. */
export function matchedTwice(
  model: OpenModel,
  words: { record: string; branch: string },
  key: string,
  remote: string,
  otherCentralId: number,
): Obstacle {
  const values = { ...words, key, remote, other: `#${otherCentralId}` };
  return { ...describeFailure('push.matched_twice', values), fingerprint: `${model.model} ${remote}` };
}

/** Another record of the branch has a value that must be unique, e.g. the barcode. */
export function takenValue(
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
      // Odoo looks at active ones only.
      ?.find((one) => one.id !== remote?.id && one['active'] !== false);
    if (holder === undefined) continue;
    const values = { ...words, value, holder: `${nameOf(holder)} #${holder.id}` };
    return { ...describeFailure(code, values), fingerprint: `${field} ${value}` };
  }
  return null;
}

/** The obstacle of fields that were changed in the branch. */
export function conflictOf(
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

/** The obstacle of a till that is open. */
export function waitingForTill(model: OpenModel, words: { record: string; branch: string }, sessions: string): Obstacle {
  return { ...describeFailure('push.session_open', { ...words, sessions }), fingerprint: `${model.model} session` };
}

/** A record's name, for people. */
export function nameOf(row: OdooRow): string {
  const name = row['display_name'] ?? row['name'];
  return typeof name === 'string' ? name : `#${row.id}`;
}

/** The obstacle of a right that our user in the branch lacks. */
export function missingRight({ model, grant }: OpenModel, branch: string, isNew: boolean): Obstacle {
  const right = `${isNew ? 'create' : 'change'} ${model}`;
  return { ...describeFailure('push.right_missing', { branch, right, group: grant }), fingerprint: right };
}
