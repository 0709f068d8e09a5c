import { fairnessPart } from './fairness/fairness-part.ts';
import type { Part } from './part.ts';
import { plannerPart } from './planner/planner-part.ts';
import { pushPart } from './push/push-part.ts';
import { receivePart } from './receive/receive-part.ts';

/** All parts, in the order in which they are measured. */
export const parts: readonly Part[] = [receivePart, pushPart, plannerPart, fairnessPart];
