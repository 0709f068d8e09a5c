import { fillText, type PlaceholdersOf } from '../failures/fill-text.ts';
import { findingTexts } from '../failures/texts.en.ts';
import type { Finding } from './connection-check.ts';

/** What a connection test tells beyond the failure catalogue: what is well, and what does not fit though it works. */
const levels = {
  'check.reachable': 'ok',
  'check.tls_unverified': 'warning',
  'check.login': 'ok',
  'check.rights': 'ok',
  'check.right_missing': 'error',
  'check.model_missing': 'error',
  'check.clock': 'ok',
  'check.clock_off': 'warning',
  'check.price_digits': 'warning',
  'check.references': 'ok',
  'check.reference_missing': 'error',
  'check.customers_right': 'error',
  'check.push_right': 'error',
  'check.push_read_right': 'error',
  'check.shop_missing': 'error',
  'check.currency_differs': 'error',
  'check.rounding_differs': 'warning',
  'check.central_not_set': 'warning',
} as const satisfies Record<keyof typeof findingTexts, Finding['level']>;

type FindingCode = keyof typeof levels;
type ValuesFor<Code extends FindingCode> = Readonly<
  Record<PlaceholdersOf<(typeof findingTexts)[Code]['message' | 'fix']>, string>
>;

/** A finding in words. */
export function finding<Code extends FindingCode>(code: Code, values: ValuesFor<Code>): Finding {
  const { message, fix } = findingTexts[code];
  return {
    level: levels[code],
    code,
    message: fillText(message, values),
    fix: fix === '' ? null : fillText(fix, values),
  };
}
