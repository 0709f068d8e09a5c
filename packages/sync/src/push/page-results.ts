import type { PushResult } from '@branch-sync/db';
import { changesInWords } from './compare-record.ts';
import type { Obstacle } from './obstacles.ts';
import type { PlannedRecord } from './plan-page.ts';
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
