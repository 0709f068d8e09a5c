import { countText } from '../../format/money.ts';

const mostNamed = 3;

/** The branches of a cause in a few words: `b1, b2 and 498 more`. `named` may be the first of them only. */
export function branchesText(named: readonly string[], count: number): string {
  const shown = named.slice(0, mostNamed);
  const more = count - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${countText(more)} more` : shown.join(', ');
}
