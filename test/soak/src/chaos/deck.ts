import type { Random } from '@branch-sync/odoo-sim';
import type { Disturbance } from './disturbance.ts';

/** Gives one disturbance after the other: like cards, so that even a short soak meets every kind. Null: nothing happens. */
export function shuffledDeck(disturbances: readonly Disturbance[], blanks: number, random: Random): () => Disturbance | null {
  const deck = [
    ...disturbances.flatMap((disturbance) => Array.from({ length: disturbance.cards }, () => disturbance)),
    ...Array.from({ length: blanks }, () => null),
  ];
  let left: (Disturbance | null)[] = [];
  return () => {
    if (left.length === 0) left = shuffled(deck, random);
    return left.pop() ?? null;
  };
}

function shuffled<T>(list: readonly T[], random: Random): T[] {
  return list
    .map((one) => ({ one, place: random.next() }))
    .sort((a, b) => a.place - b.place)
    .map(({ one }) => one);
}
