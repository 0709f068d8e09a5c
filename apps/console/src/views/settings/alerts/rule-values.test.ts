import { expect, it } from 'vitest';
import { newRule, patchOf } from './rule-values.ts';

it('sends what the rule’s kind has fields for, and null for what is empty', () => {
  expect(patchOf({ ...newRule, timezone: 'UTC' })).toEqual({
    ...{ minutes: 15, branches: null, severity: 'warning', channelIds: [], quietHours: null },
    ...{ timezone: 'UTC', ignoresQuietHours: false, remindMinutes: null },
  });
  const sums = patchOf({ ...newRule, kind: 'failure_group', orders: '', amount: ' 500 ', currency: 'EUR', branches: ['B1'] });
  expect(sums).toMatchObject({ orders: null, amount: '500', currency: 'EUR', branches: ['B1'] });
  expect(sums).not.toHaveProperty('minutes');
});
