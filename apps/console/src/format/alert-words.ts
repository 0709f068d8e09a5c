import type { Alert, AlertDetail, AlertKind, AlertRule } from '@branch-sync/contract';
import { countOf } from './money.ts';
import type { StateWords } from './words.ts';

export const alertKinds: Readonly<Record<AlertKind, string>> = {
  branch_behind: 'A branch is behind',
  failure_group: 'Failures pile up',
  reconciliation_differs: 'Books differ',
  worker_gone: 'A worker is gone',
  central_down: 'Central does not answer',
};

export const alertSeverities: Readonly<Record<Alert['severity'], StateWords>> = {
  warning: { word: 'Warning', tone: 'warn' },
  critical: { word: 'Critical', tone: 'bad' },
};

type Delivery = AlertDetail['deliveries'][number];

export const alertEvents: Readonly<Record<Delivery['event'], string>> = {
  opened: 'That it began',
  reminder: 'That it is still so',
  resolved: 'That it is over',
};

export const deliveryStates: Readonly<Record<Delivery['state'], StateWords>> = {
  waiting: { word: 'Waits', tone: 'busy' },
  held: { word: 'Quiet hours', tone: 'idle' },
  sent: { word: 'Sent', tone: 'good' },
  failed: { word: 'Given up', tone: 'bad' },
  dropped: { word: 'Not needed', tone: 'idle' },
};

type Figures = Pick<AlertRule, 'kind' | 'minutes' | 'orders' | 'amount' | 'currency' | 'days' | 'workers'>;

/** When a rule tells something, in a line. */
export function conditionText({ kind, minutes, orders, amount, currency, days, workers }: Figures): string {
  const forMinutes = `for ${countOf(minutes ?? 0, 'minute')}`;
  switch (kind) {
    case 'branch_behind':
    case 'central_down':
      return forMinutes;
    case 'worker_gone':
      return workers === null ? `without a word, ${forMinutes}` : `or fewer than ${workers} run, ${forMinutes}`;
    case 'reconciliation_differs':
      return `on a day of the last ${days ?? 0}`;
    case 'failure_group': {
      const limits = [
        ...(orders === null ? [] : [countOf(orders, 'order')]),
        ...(amount === null ? [] : [`${amount} ${currency ?? 'of any currency'}`]),
      ];
      return `more than ${limits.join(', or ')} for one cause`;
    }
  }
}
