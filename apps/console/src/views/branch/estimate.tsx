import type { ReceiveEstimate } from '@branch-sync/contract';
import { countOf, countText } from '../../format/money.ts';
import { durationText } from '../../format/time.ts';

/** How much an import would have to do, and how long it would take. */
export function EstimateText({ of: estimate }: { readonly of: ReceiveEstimate }) {
  return <>{estimateText(estimate)}</>;
}

function estimateText({ orders, alreadyThere, seconds }: ReceiveEstimate): string {
  if (orders === 0) return 'The branch has changed no order since then.';
  const there = alreadyThere === 0 ? 'none of them in yet' : `about ${countText(alreadyThere)} of them in already`;
  const lasts =
    seconds === null ? 'How long that takes is not known yet.' : `Takes about ${durationText(Math.max(1, seconds) * 1_000)}.`;
  return `${countOf(orders, 'order')}, ${there}. ${lasts}`;
}
