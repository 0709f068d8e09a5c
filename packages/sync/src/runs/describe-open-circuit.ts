import type { Branch, OpenCircuit } from '@branch-sync/db';
import { describeFailure, type FailureDescription } from '../failures/catalogue.ts';
import { dateToMoment } from '../receive/odoo-moment.ts';
import { branchInWords } from '../receive/order-words.ts';

/** Why a run waits, for people. */
export function describeOpenCircuit({ place, since }: OpenCircuit, branch: Branch): FailureDescription {
  const words = { branch: branchInWords(branch), since: `${dateToMoment(since).slice(0, 16)} UTC` };
  return describeFailure(place === 'central' ? 'central.offline' : 'branch.offline', words);
}

/** The longest that runs come back one after another once central is there again. */
const longestSpreadMs = 30_000;

/** How long a run waits for a circuit's next try. All branches wait for central: theirs are spread, lest all come back at once. */
export function waitForCircuitMs({ place, waitMs }: OpenCircuit, random: () => number): number {
  return place === 'central' ? Math.round(waitMs + random() * Math.min(waitMs, longestSpreadMs)) : waitMs;
}
