import type { CentralPace } from '@branch-sync/contract';
import type { DatedPace } from '@branch-sync/db';
import { unitsOf } from '@branch-sync/sync';

/** The pace of writing to central as the contract has it: for an order of four lines, which people can picture. */
export function centralPaceAnswer({ batchOrders, writers, unitMs, bestUnitMs, updatedAt }: DatedPace): CentralPace {
  return {
    batchOrders,
    writers,
    msPerOrder: msPerOrder(unitMs),
    bestMsPerOrder: msPerOrder(bestUnitMs),
    updatedAt: updatedAt.toISOString(),
  };
}

function msPerOrder(unitMs: number | null): number | null {
  return unitMs === null ? null : Math.round(unitMs * unitsOf(1, 4) * 10) / 10;
}
