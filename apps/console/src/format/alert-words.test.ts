import { expect, it } from 'vitest';
import { conditionText } from './alert-words.ts';

const none = { minutes: null, orders: null, amount: null, currency: null, days: null, workers: null };

it.each([
  [{ ...none, kind: 'branch_behind', minutes: 1 }, 'for 1 minute'],
  [{ ...none, kind: 'central_down', minutes: 5 }, 'for 5 minutes'],
  [{ ...none, kind: 'worker_gone', minutes: 5 }, 'without a word, for 5 minutes'],
  [{ ...none, kind: 'worker_gone', minutes: 5, workers: 2 }, 'or fewer than 2 run, for 5 minutes'],
  [{ ...none, kind: 'reconciliation_differs', days: 7 }, 'on a day of the last 7'],
  [{ ...none, kind: 'failure_group', orders: 20 }, 'more than 20 orders for one cause'],
  [
    { ...none, kind: 'failure_group', orders: 20, amount: '500', currency: 'EUR' },
    'more than 20 orders, or 500 EUR for one cause',
  ],
  [{ ...none, kind: 'failure_group', amount: '500' }, 'more than 500 of any currency for one cause'],
] as const)('says of %o: %s', (rule, text) => {
  expect(conditionText(rule)).toBe(text);
});
