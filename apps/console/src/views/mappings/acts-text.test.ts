import { expect, it } from 'vitest';
import { checkText, discoveryText } from './acts-text.ts';

it('tells what a branch has, and what it does not let us read', () => {
  const known = [
    { model: 'res.users' as const, records: 1 },
    { model: 'account.tax' as const, records: 12 },
    { model: 'uom.uom' as const, records: 0 },
  ];
  const unread = [{ model: 'pos.payment.method' as const, why: 'The user may not read pos.payment.method.' }];
  expect(discoveryText({ known, unread })).toBe('Known now: 1 cashier, 12 taxes. The user may not read pos.payment.method.');
});

it.each([
  [{ checked: 5, archived: 0, deleted: 0 }, 'Looked at 5 records of central: all are there.'],
  [
    { checked: 5, archived: 1, deleted: 2 },
    'Looked at 5 records of central: 1 archived, 2 deleted. They stand as “Gone in central”.',
  ],
])('tells what central still has', (check, text) => {
  expect(checkText(check)).toBe(text);
});
