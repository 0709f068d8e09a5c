import type { Terminal } from '../output/terminal.ts';
import type { Cause } from './causes.ts';
import { inWords } from './decimal.ts';
import type { FlaggedGroup } from './flagged.ts';

/** How each side rounds taxes, in plain words, for the cause of flagged cents. */
export interface RoundingMethods {
  readonly central: string;
  readonly byBranch: ReadonlyMap<string, string>;
}

const methodWords: Readonly<Record<string, string>> = {
  round_per_line: 'line by line',
  round_globally: 'over the whole order',
};

const flagWords: Readonly<Record<string, string>> = {
  'total.fixed_tax': 'a tax of a fixed amount per unit lies on a weight of which central keeps only two digits',
  'total.price_precision': 'central rounds unit prices',
  'total.currency': 'central holds it in another currency',
  'total.differs': 'the taxes of the two sides differ',
};

/** Failures in plain language: cause, how many orders of which branch, what to do. */
export function describeCauses(causes: readonly Cause[], { paint }: Terminal): string[] {
  return causes.flatMap(({ sentence, orders, fix }) => [
    `  ${paint('red', '✗')} ${sentence} ${paint('bold', ordersInWords(orders))}.`,
    `    ${paint('dim', `To do: ${fix}`)}`,
  ]);
}

/** Orders that came in with another total: by how much, and why. */
export function describeFlagged(groups: readonly FlaggedGroup[], methods: RoundingMethods, { paint }: Terminal): string[] {
  return groups.map((group) => {
    const { branchCode, orderCount, difference, least, most } = group;
    const each = least === most ? inWords(least) : `${inWords(least)} to ${inWords(most)}`;
    const count = paint('bold', `${orderCount} ${orderCount === 1 ? 'order' : 'orders'} of ${branchCode}`);
    const differs = orderCount === 1 ? `differs by ${each}` : `differ by ${each} each, ${inWords(difference)} in all`;
    return `  ${paint('yellow', '⚑')} ${count} ${differs}: ${whyFlagged(group, methods)}.`;
  });
}

function whyFlagged({ branchCode, flag }: FlaggedGroup, { central, byBranch }: RoundingMethods): string {
  const branch = byBranch.get(branchCode);
  if (flag !== 'total.rounding_method' || branch === undefined) return flagWords[flag] ?? flag;
  return `the branch rounds taxes ${methodWords[branch] ?? branch}, central ${methodWords[central] ?? central}`;
}

function ordersInWords(orders: ReadonlyMap<string, number>): string {
  return [...orders].map(([branch, count]) => `${count} ${count === 1 ? 'order' : 'orders'} of ${branch}`).join(', ');
}
