import { branchInWords } from '../receive/order-words.ts';
import { matchedTwice } from './obstacles.ts';
import type { OpenModel } from './open-model.ts';
import { type Maker, type PlanMemory, strongKeysOf } from './plan-memory.ts';
import type { PlannedRecord } from './planned-record.ts';
import type { PlanContext } from './push-context.ts';

/** Of new records with the same key only the first is made: the next push would find it for the others as well. */
export function refuseTwins(
  { branch }: PlanContext,
  model: OpenModel,
  planned: readonly PlannedRecord[],
  memory: PlanMemory,
): readonly PlannedRecord[] {
  const makers = new Map<string, Maker>();
  return planned.map((one): PlannedRecord => {
    if (one.action !== 'create') return one;
    const keys = strongKeysOf(model, one.row);
    for (const key of keys) {
      const maker = makers.get(key) ?? memory.makerOf(model, key);
      if (maker === undefined || maker.centralId === one.row.id) continue;
      const words = { record: one.name, branch: branchInWords(branch) };
      const obstacle = matchedTwice(model, words, key, maker.name, maker.centralId);
      return { ...one, action: 'blocked', fields: [], obstacle };
    }
    for (const key of keys) makers.set(key, { centralId: one.row.id, name: one.name });
    return one;
  });
}
