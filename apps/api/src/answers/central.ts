import type { Central } from '@branch-sync/contract';
import type { Circuit, Central as StoredCentral } from '@branch-sync/db';
import { connectionAnswer } from './connection.ts';

/** Central as the contract has it. */
export function centralAnswer(row: StoredCentral, circuit: Circuit | null): Central {
  return { ...connectionAnswer(row, circuit), createdAt: row.createdAt.toISOString(), updatedAt: row.updatedAt.toISOString() };
}
