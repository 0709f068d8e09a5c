import type { Mapping, MappingSummary, MappingsSet } from '@branch-sync/contract';
import type { countMappings, countWaiting, Mapping as KnownMapping } from '@branch-sync/db';
import type { MapOutcome } from '@branch-sync/sync';
import { momentOrNull } from './moment.ts';

/** A mapping as the contract has it. */
export function mappingAnswer({ keys, updatedAt, checkedAt, waiting, ...mapping }: KnownMapping): Mapping {
  return {
    ...mapping,
    updatedAt: momentOrNull(updatedAt),
    checkedAt: momentOrNull(checkedAt),
    waiting: { orders: waiting.orders, amounts: [...waiting.amounts] },
  };
}

/** Counts by model and state, with what waits for each model. */
export function mappingSummaryAnswer(
  counted: Awaited<ReturnType<typeof countMappings>>,
  waiting: Awaited<ReturnType<typeof countWaiting>>,
): MappingSummary {
  const models = [...new Set(counted.map(({ model }) => model))];
  return models.map((model) => {
    const { orders, amounts } = waiting.find((one) => one.model === model) ?? { orders: 0, amounts: [] };
    const states = counted.filter((one) => one.model === model).map(({ state, records }) => [state, records] as const);
    return { model, counts: Object.fromEntries(states), waiting: { orders, amounts: [...amounts] } };
  });
}

/** What setting mappings has done, as the contract has it. */
export function mappingsSetAnswer({ set, unchecked, curable, runs }: MapOutcome): MappingsSet {
  return {
    set: set.map(({ branchCode, model, remoteId, centralId, centralName }) => ({
      branchCode,
      model,
      remoteId,
      centralId,
      centralName,
    })),
    unchecked,
    curable: { ...curable, amounts: [...curable.amounts] },
    runs: [...runs],
  };
}
