import { payLate, type Random } from '@branch-sync/odoo-sim';
import type { Shop } from './open-shops.ts';

/** Sales that go on while others read them. */
export interface Selling {
  /** Sells no more; what is not paid or committed yet is now. */
  finish(): void;
}

const everyMs = 250;

/**
 * Sells at one shop after another: mostly orders that are paid at once, some that are paid seconds later (minutes by the
 * branch's clock), and some in transactions that commit seconds after they took their id.
 */
export function sellOn(shops: readonly Shop[], random: Random): Selling {
  const unfinished = new Map<() => void, NodeJS.Timeout>();
  const later = (finish: () => void) => {
    const once = () => {
      clearTimeout(unfinished.get(once));
      unfinished.delete(once);
      finish();
    };
    unfinished.set(once, setTimeout(once, random.between(300, 6_000)));
  };
  const sellSome = () => {
    const { odoo, till } = random.pick(shops);
    const draw = random.next();
    if (draw < 0.12) later(payingOf(odoo, till.ringUp()));
    else if (draw < 0.24) later(till.beginSale().commit);
    else for (let left = random.between(1, 3); left > 0; left -= 1) till.sell();
  };
  const timer = setInterval(sellSome, everyMs);
  return {
    finish() {
      clearInterval(timer);
      for (const finish of [...unfinished.keys()]) finish();
    },
  };
}

function payingOf(odoo: Shop['odoo'], orderId: number): () => void {
  return () => payLate(odoo, orderId);
}
