import type { Circuit } from '@branch-sync/contract';
import type { Circuit as StoredCircuit } from '@branch-sync/db';
import { momentOrNull } from './moment.ts';

/** A circuit as the contract has it; there is no row for a side that has always answered. */
export function circuitAnswer(row: StoredCircuit | null): Circuit {
  if (row === null || row.openSince === null) return { state: 'closed', offlineSince: null, nextTryAt: null };
  return {
    state: row.probeRunId === null ? 'open' : 'half_open',
    offlineSince: row.openSince.toISOString(),
    nextTryAt: momentOrNull(row.nextTryAt),
  };
}
