import { setTimeout as pause } from 'node:timers/promises';
import { Random } from '@branch-sync/odoo-sim';
import type { Stage } from '../stage.ts';
import { allDisturbances } from './all-disturbances.ts';
import { shuffledDeck } from './deck.ts';

const everyMs = 500;
const blanks = 14;

/** Draws a disturbance every half second as long as the plan says; settles when the last one is over. */
export async function disturb(stage: Stage): Promise<void> {
  const { plan, journal, signal } = stage;
  const draw = shuffledDeck(allDisturbances, blanks, new Random(plan.seed));
  const underWay = new Set<Promise<void>>();
  const until = performance.now() + plan.disturbedMs;
  for (let turn = 0; performance.now() < until; turn += 1) {
    const drawn = draw();
    // Each turn has its own chance: what one of them can or cannot do changes nothing for the next.
    const befallen = drawn?.befall(stage, new Random(plan.seed * 1_000_003 + turn));
    if (drawn && befallen) {
      journal.disturbed(drawn.name, befallen.detail);
      const over = befallen.over.catch((error: unknown) => {
        if (!signal.aborted) journal.wrong(`${drawn.name} (${befallen.detail}) could not be ended: ${String(error)}`);
      });
      underWay.add(over);
      void over.then(() => underWay.delete(over));
    }
    await pause(everyMs, undefined, { signal });
  }
  await Promise.all(underWay);
}
