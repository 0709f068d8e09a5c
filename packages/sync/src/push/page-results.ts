import type { PushResult } from '@branch-sync/db';
import { changesInWords } from './compare-record.ts';
import type { Obstacle } from './obstacles.ts';
import type { PlannedRecord } from './planned-record.ts';
import type { PushRequest } from './push-request.ts';
import type { References } from './references.ts';

/** What became of a record, or would. */
export interface EndedRecord {
  readonly planned: PlannedRecord;
  readonly action: PlannedRecord['action'];
  readonly remoteId: number | null;
  readonly obstacle: Obstacle | null;
}

/** What becomes of a record if all goes as planned. */
export function asPlanned(planned: PlannedRecord): EndedRecord {
  const { action, remoteId, obstacle } = planned;
  return { planned, action, remoteId, obstacle };
}

/** The rows of the result log; of `changed`, what turned out to be the same is none. */
export function resultsOf(request: PushRequest, ended: readonly EndedRecord[], references: References): PushResult[] {
  const isTold = ({ action }: EndedRecord) => action !== 'same' || request.mode !== 'changed';
  return ended.filter(isTold).map((one) => resultOf(one, references));
}

/** Those of the ids that were looked for that are not to be pushed at all. */
export function idsNotPlanned(ids: readonly number[], planned: readonly PlannedRecord[]): readonly number[] {
  const found = new Set(planned.map(({ row }) => row.id));
  return ids.filter((id) => !found.has(id));
}

/** The row of a record that was asked for by its id, and is not pushed at all. */
export function notTaken(centralId: number): PushResult {
  return {
    ...{ centralId, remoteId: null, name: `#${centralId}`, action: 'left', fields: [], code: null },
    message: 'Central does not have it, the branch does not take it, or it is archived and the branch never had it.',
  };
}

const outdatedMessage =
  'It was changed since the preview, in central or in the branch, and was left alone. Look at a new preview.';

function resultOf(
  { planned: { row, name, fields }, action, remoteId, obstacle }: EndedRecord,
  references: References,
): PushResult {
  const message = action === 'outdated' ? outdatedMessage : null;
  return {
    ...{ centralId: row.id, remoteId, name, action, fields: changesInWords(fields, references) },
    ...{ code: obstacle?.code ?? null, message: obstacle?.message ?? message },
  };
}
