import type { Part } from '../part.ts';
import { fairnessFigures } from './fairness-figures.ts';
import { fullPlan, quickPlan } from './fairness-plan.ts';
import { measureFairness } from './measure-fairness.ts';

export const fairnessPart: Part = {
  name: 'fairness',
  summary: 'how late 450 branches begin while 50 others hang; nine minutes',
  async measure(bench, { isQuick, minutes }) {
    const plan = isQuick ? quickPlan : fullPlan;
    bench.tell(`Fairness: ${plan.branches} branches every ${plan.everySeconds} s, ${plan.silent} of them will hang.`);
    const silentSeconds = minutes === null ? plan.silentSeconds : minutes * 60;
    return fairnessFigures(await measureFairness(bench, { ...plan, silentSeconds }));
  },
};
