import type { PreviewedOrder } from '@branch-sync/contract';
import { countOf } from '../../format/money.ts';
import type { StateWords } from '../../format/words.ts';

/** What would become of an order. */
export const outcomes: Readonly<Record<PreviewedOrder['outcome'], StateWords>> = {
  ready: { word: 'Would come in', tone: 'good' },
  failed: { word: 'Would be refused', tone: 'bad' },
  already_there: { word: 'Already there', tone: 'idle' },
};

/** What would become of all of them, in a sentence. */
export function dryRunText(orders: readonly Pick<PreviewedOrder, 'outcome'>[]): string {
  const of = (outcome: PreviewedOrder['outcome']) => orders.filter((order) => order.outcome === outcome).length;
  const [ready, failed, there] = [of('ready'), of('failed'), of('already_there')];
  const parts = [
    ready === 0 ? null : `${countOf(ready, 'order')} would come in`,
    failed === 0 ? null : `${countOf(failed, 'order')} would be refused`,
    there === 0 ? null : `${countOf(there, 'order')} ${there === 1 ? 'is' : 'are'} already there`,
  ];
  return `${parts.filter((part) => part !== null).join(', ')}.`;
}
