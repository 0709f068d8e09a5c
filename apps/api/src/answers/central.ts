import type { Central } from '@branch-sync/contract';
import type { Circuit, DatedPace, Central as StoredCentral } from '@branch-sync/db';
import { centralPaceAnswer } from './central-pace.ts';
import { connectionAnswer } from './connection.ts';

/** Central as the contract has it. */
export function centralAnswer(row: StoredCentral, circuit: Circuit | null, pace: DatedPace | undefined): Central {
  return {
    ...connectionAnswer(row, circuit),
    pace: pace === undefined ? null : centralPaceAnswer(pace),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
