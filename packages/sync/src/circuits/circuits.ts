import {
  type CircuitPlace,
  type Database,
  type Entry,
  enterCircuits,
  type OpenCircuit,
  recordAnswers,
  recordMiss,
  type Transaction,
} from '@branch-sync/db';
import { type CircuitPolicy, circuitPauseMs } from '@branch-sync/queue';

/** Which of the two sides may be called, learned from all runs of the fleet and kept in Postgres. */
export interface Circuits {
  /** Asks for a run whether its branch and central may be called. A try is over within `tryMs`. */
  enter(run: { readonly branchId: string; readonly id: string }, tryMs: number): Promise<Entry>;
  /** Both or one of them have answered. */
  answered(places: readonly CircuitPlace[]): Promise<void>;
  /** A side gave no answer. Gives its circuit where it is open now. */
  missed(tx: Transaction, place: CircuitPlace, runId: string): Promise<OpenCircuit | null>;
}

/** A side is not called any more, or is again. */
export type CircuitTransition = { readonly side: 'branch' | 'central'; readonly to: 'open' | 'closed' };

/** The circuits of a fleet under the given policies. */
export function createCircuits(
  db: Database,
  policies: { readonly branch: CircuitPolicy; readonly central: CircuitPolicy },
  random: () => number,
  onTransition: (transition: CircuitTransition) => void = () => undefined,
): Circuits {
  const pauseAfter = (policy: CircuitPolicy) => (failedTries: number) => circuitPauseMs(policy, failedTries, random);
  const pauses = { branch: pauseAfter(policies.branch), central: pauseAfter(policies.central) };
  return {
    enter: ({ branchId, id }, tryMs) => enterCircuits(db, { branchId, runId: id, tryMs, pauseAfter: pauses }),
    async answered(places) {
      for (const place of await recordAnswers(db, places)) onTransition({ side: sideOf(place), to: 'closed' });
    },
    async missed(tx, place, runId) {
      const side = sideOf(place);
      const policy = { missesToOpen: policies[side].missesToOpen, pauseAfter: pauses[side] };
      const open = await recordMiss(tx, place, runId, policy);
      if (open?.isNew === true) onTransition({ side, to: 'open' });
      return open;
    },
  };
}

function sideOf(place: CircuitPlace): CircuitTransition['side'] {
  return place === 'central' ? 'central' : 'branch';
}
