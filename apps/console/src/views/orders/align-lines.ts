import type { OrderSides } from '@branch-sync/contract';

type Branch = Exclude<OrderSides['branch'], { readonly unseen: string }>;
export type OrderLine = Branch['lines'][number];

/** Lines of both sides that are the same thing sold; one side alone has what was added or taken out. */
export interface LinePair {
  readonly branch: OrderLine | null;
  readonly central: OrderLine | null;
}

/**
 * Lines of both sides side by side, each side in its own order. A Sales Order's line begins with the name that the till gave it; people may have changed,
 * added or taken out lines since. Of all ways to lay them beside each other the one that agrees most is taken (longest common subsequence, weighed).
 */
export function alignLines(branch: readonly OrderLine[], central: readonly OrderLine[]): LinePair[] {
  // best[i][j]: how well the lines from i and from j on can agree.
  const best = Array.from({ length: branch.length + 1 }, () => new Array<number>(central.length + 1).fill(0));
  const bestAt = (i: number, j: number) => best[i]?.[j] ?? 0;
  for (let i = branch.length - 1; i >= 0; i -= 1) {
    for (let j = central.length - 1; j >= 0; j -= 1) {
      const together = weightOf(branch[i], central[j]);
      const row = best[i];
      if (row === undefined) continue;
      row[j] = Math.max(bestAt(i + 1, j), bestAt(i, j + 1), together === 0 ? 0 : together + bestAt(i + 1, j + 1));
    }
  }
  const pairs: LinePair[] = [];
  let [i, j] = [0, 0];
  while (i < branch.length || j < central.length) {
    const ours = branch[i] ?? null;
    const theirs = central[j] ?? null;
    const together = weightOf(ours, theirs);
    if (together > 0 && bestAt(i, j) === together + bestAt(i + 1, j + 1)) {
      pairs.push({ branch: ours, central: theirs });
      [i, j] = [i + 1, j + 1];
    } else if (ours !== null && (theirs === null || bestAt(i, j) === bestAt(i + 1, j))) {
      pairs.push({ branch: ours, central: null });
      i += 1;
    } else {
      pairs.push({ branch: null, central: theirs });
      j += 1;
    }
  }
  return pairs;
}

/** How surely two lines are the same thing: by name, and more so by amount; 0: they are not. */
function weightOf(branch: OrderLine | null | undefined, central: OrderLine | null | undefined): number {
  if (!branch || !central || nameOf(branch) !== nameOf(central)) return 0;
  return 2 + (branch.quantity === central.quantity ? 1 : 0) + (Number(branch.total) === Number(central.total) ? 1 : 0);
}

/** What a line is of: the first line of its text; notes follow. */
export function nameOf({ description, product }: OrderLine): string {
  return description.split('\n', 1)[0] || (product?.name ?? '');
}
