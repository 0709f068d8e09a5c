import { fill } from '../failures/texts.ts';
import type { Finding } from './connection-check.ts';

interface FindingText {
  readonly level: Finding['level'];
  readonly message: string;
  readonly fix: string | null;
}

/** What a connection test tells beyond the failure catalogue: what is well, and what does not fit though it works. */
const findingTexts = {
  'check.reachable': { level: 'ok', message: 'Odoo {version} answers over {transport}.', fix: null },
  'check.login': { level: 'ok', message: 'Signed in as {name} ({login}).', fix: null },
  'check.rights': { level: 'ok', message: 'The user has all {count} rights that are needed.', fix: null },
  'check.right_missing': {
    level: 'error',
    message: 'The user lacks the right to {operation} {model}.',
    fix: 'Give the service user the group that brings this right (README, “The two Odoo users”).',
  },
  'check.model_missing': {
    level: 'error',
    message: 'There is no {model} in this database.',
    fix: 'Install the module that brings it: Point of Sale on a branch; Sales, Inventory and Invoicing on central.',
  },
  'check.clock': { level: 'ok', message: 'Its clock agrees with ours to {seconds} s.', fix: null },
  'check.clock_off': {
    level: 'warning',
    message: 'Its clock is {seconds} s {direction} ours.',
    fix: 'Let both machines keep their time by NTP: logs and order times are hard to compare otherwise.',
  },
  'check.price_digits': {
    level: 'warning',
    message: 'Central keeps unit prices at {digits} digits: weighed goods and odd discounts can be a cent off.',
    fix: 'Raise the decimal accuracy of “Product Price” in central.',
  },
  'check.references': {
    level: 'ok',
    message: 'All {count} records that the branch’s settings name exist in central.',
    fix: null,
  },
  'check.reference_missing': {
    level: 'error',
    message: 'The {what} of the branch’s settings (id {id}) does not exist in central.',
    fix: 'Choose another one in the branch’s settings.',
  },
  'check.currency_differs': {
    level: 'error',
    message: 'The branch sells in {branchCurrency}, central would write its orders in {centralCurrency}.',
    fix: 'Give the branch a pricelist of central in {branchCurrency}.',
  },
  'check.rounding_differs': {
    level: 'warning',
    message:
      'The branch rounds taxes {branchMethod}, central {centralMethod}: some orders will be a cent or two off, and flagged.',
    fix: 'Set the same tax rounding method (Accounting settings) on both sides.',
  },
  'check.central_not_set': {
    level: 'warning',
    message: 'There is no central connection yet: whether the branch’s settings fit it was not looked at.',
    fix: 'Set the central connection, then test the branch again.',
  },
} as const satisfies Record<string, FindingText>;

/** A finding in words. */
export function finding(code: keyof typeof findingTexts, values: Readonly<Record<string, string>> = {}): Finding {
  const { level, message, fix } = findingTexts[code];
  return { level, code, message: fill(message, values), fix: fix === null ? null : fill(fix, values) };
}
