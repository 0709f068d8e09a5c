import type { Central } from '@branch-sync/contract';
import type { Central as StoredCentral } from '@branch-sync/db';
import { connectionAnswer } from './connection.ts';

/** Central as the contract has it. */
export function centralAnswer(row: StoredCentral): Central {
  return { ...connectionAnswer(row), createdAt: row.createdAt.toISOString(), updatedAt: row.updatedAt.toISOString() };
}
