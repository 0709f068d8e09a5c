import type { ReconciledDay, ReconcileFinding, ReconciliationMapEntry } from '@branch-sync/contract';
import { countOf, moneyText } from '../../format/money.ts';
import { dayText } from '../../format/time.ts';
import type { StateWords } from '../../format/words.ts';

type DayStatus = ReconciledDay['status'];
export type MappedDay = ReconciliationMapEntry['days'][number];

/** `mark` stands in a cell of the map; where a day differs that is the number of its findings. */
export const dayStatuses: Readonly<Record<DayStatus, StateWords & { readonly mark: string }>> = {
  agrees: { word: 'Agrees', tone: 'good', mark: '✓' },
  differs: { word: 'Differs', tone: 'bad', mark: '!' },
  not_yet: { word: 'Not yet', tone: 'busy', mark: '…' },
};

export const findingKinds: Readonly<Record<ReconcileFinding['kind'], StateWords>> = {
  missing: { word: 'Missing', tone: 'bad' },
  changed: { word: 'Changed', tone: 'warn' },
  surplus: { word: 'Surplus', tone: 'warn' },
  doubled: { word: 'Doubled', tone: 'bad' },
  cancelled: { word: 'Cancelled', tone: 'warn' },
  deleted: { word: 'Deleted', tone: 'bad' },
};

/** What a cell of the map tells: `Lyon, Fri 20 Nov: differs, 3 findings; 34 orders sold, €1,234.50`. */
export function cellTold(branchName: string, day: string, found: MappedDay | undefined): string {
  const when = `${branchName}, ${dayText(day)}`;
  if (found === undefined) return `${when}: not compared`;
  const { status, findingCount, orders, total, currency } = found;
  const findings = findingCount === 0 ? '' : `, ${countOf(findingCount, 'finding')}`;
  const sold =
    orders === 0
      ? 'nothing sold'
      : `${countOf(orders, 'order')} sold${currency === null ? '' : `, ${moneyText(total, currency)}`}`;
  return `${when}: ${dayStatuses[status].word.toLowerCase()}${findings}; ${sold}`;
}
