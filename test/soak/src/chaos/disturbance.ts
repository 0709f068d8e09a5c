import type { Random } from '@branch-sync/odoo-sim';
import type { Stage } from '../stage.ts';

/** One kind of trouble. */
export interface Disturbance {
  /** For people and figures: `worker killed`. */
  readonly name: string;
  /** How often it stands in the deck that the next one is drawn from. */
  readonly cards: number;
  /**
   * Brings it about, and what it takes to end it: the promise settles when all is as before. Null where it cannot be now
   * (what it would befall is down already). All that is drawn by chance is drawn before the first wait.
   */
  befall(stage: Stage, random: Random): Befallen | null;
}

export interface Befallen {
  /** Whom or what, and how long. */
  readonly detail: string;
  readonly over: Promise<void>;
}
