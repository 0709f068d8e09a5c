import type { Environment } from '../orm/environment.ts';
import { idOf, textOf, type Values } from '../orm/value.ts';
import type { RoundingMethod } from '../taxes/tax.ts';

export const MAIN_COMPANY_ID = 1;

/** The company a record belongs to: its own, else the main one. */
export function companyOf(values: Values): number {
  return idOf(values, 'company_id') ?? MAIN_COMPANY_ID;
}

export function roundingMethodOf(env: Environment, companyId: number): RoundingMethod {
  const company = env.database.table('res.company').get(companyId);
  const method = company && textOf(company, 'tax_calculation_rounding_method');
  return method === 'round_per_line' ? 'round_per_line' : 'round_globally';
}

export function currencyOf(env: Environment, companyId: number): number | false {
  const company = env.database.table('res.company').get(companyId);
  return (company && idOf(company, 'currency_id')) ?? false;
}
