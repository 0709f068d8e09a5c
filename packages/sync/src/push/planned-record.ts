import type { PushAction, PushedRecord } from '@branch-sync/db';
import type { PlannedField } from './compare-record.ts';
import type { Obstacle } from './obstacles.ts';
import type { OdooRow } from './push-model.ts';

/** What a push does with a record, or would do. */
export interface PlannedRecord {
  readonly row: OdooRow;
  readonly name: string;
  readonly action: PushAction;
  readonly remoteId: number | null;
  /** The branch's record as it is; null where there is none, or nobody knows which. */
  readonly remote: OdooRow | null;
  /** What was last pushed of it. */
  readonly base: PushedRecord | null;
  /** Its template has several variants. */
  readonly isShared: boolean;
  readonly fields: readonly PlannedField[];
  readonly obstacle: Obstacle | null;
  /** It was recognized by a key just now: no link says so yet. */
  readonly isRecognized: boolean;
  /** Another record of the page gives up what it takes, a barcode: it is written after that. */
  readonly takesOver: boolean;
}

export function isToBeWritten({ action }: Pick<PlannedRecord, 'action'>): boolean {
  return action === 'create' || action === 'update';
}
