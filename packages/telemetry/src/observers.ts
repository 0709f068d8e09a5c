import type { CallObserver } from '@branch-sync/odoo';
import type { OdooSide } from './odoo-call-metrics.ts';

type ObserverOfSide = (side: OdooSide) => CallObserver;

/** One observer for several; those that are undefined do not watch. */
export function allObservers(...observers: readonly (ObserverOfSide | undefined)[]): ObserverOfSide {
  const watching = observers.filter((observer) => observer !== undefined);
  return (side) => {
    const ofSide = watching.map((observe) => observe(side));
    return (call) => {
      const ends = ofSide.map((observe) => observe(call));
      return (end) => {
        for (const hear of ends) hear(end);
      };
    };
  };
}
