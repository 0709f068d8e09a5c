import type { CustomerRule, MasterData } from '@branch-sync/db';
import { integer, type OdooClient } from '@branch-sync/odoo';
import { checkPushFromCentral } from './check-push.ts';
import { hasRight } from './check-rights.ts';
import type { CheckedCompany, Finding } from './connection-check.ts';
import { finding } from './finding.ts';
import { readCompany } from './read-company.ts';
import { readPricelistCurrency } from './read-pricelist-currency.ts';

/** The records of central that a branch's settings name; null: left to central, or not said yet. */
export interface BranchSettings {
  readonly defaultCustomerId: number | null;
  readonly defaultSalespersonId: number | null;
  readonly warehouseId: number | null;
  readonly pricelistId: number | null;
  readonly companyId: number | null;
  readonly adjustProductId: number | null;
  readonly customerRule: CustomerRule;
  readonly masterData: MasterData;
}

/** Whether a branch's settings fit central: what they name exists, currencies and rounding agree. Throws `OdooError`. */
export async function checkSettings(
  central: OdooClient,
  settings: BranchSettings,
  branchCompany: CheckedCompany | null,
  signal: AbortSignal,
): Promise<Finding[]> {
  const [missing, customers, push, company, currency] = await Promise.all([
    findMissing(central, settings, signal),
    checkCustomers(central, settings, signal),
    checkPushFromCentral(central, settings.masterData, signal),
    readCompany(central, settings.companyId, signal),
    settings.pricelistId === null ? null : readPricelistCurrency(central, settings.pricelistId, signal),
  ]);
  return [...missing, ...customers, ...push, ...compare(branchCompany, company, currency)];
}

async function findMissing(central: OdooClient, settings: BranchSettings, signal: AbortSignal): Promise<Finding[]> {
  const named = [
    { what: 'default customer', model: 'res.partner', id: settings.defaultCustomerId },
    { what: 'default salesperson', model: 'res.users', id: settings.defaultSalespersonId },
    { what: 'warehouse', model: 'stock.warehouse', id: settings.warehouseId },
    { what: 'pricelist', model: 'product.pricelist', id: settings.pricelistId },
    { what: 'pricelist of the master data', model: 'product.pricelist', id: settings.masterData.pricelistId },
    { what: 'company', model: 'res.company', id: settings.companyId },
    { what: 'product for adjusting totals', model: 'product.product', id: settings.adjustProductId },
  ].flatMap(({ id, ...rest }) => (id === null ? [] : [{ ...rest, id }]));
  if (named.length === 0) return [];
  const exists = await Promise.all(named.map(({ model, id }) => recordExists(central, model, id, signal)));
  const missing = named.filter((_, index) => exists[index] === false);
  return missing.length === 0
    ? [finding('check.references', { count: String(named.length) })]
    : missing.map(({ what, id }) => finding('check.reference_missing', { what, id: String(id) }));
}

/** Making customers is a right that our user needs for branches with this rule alone. */
async function checkCustomers(central: OdooClient, { customerRule }: BranchSettings, signal: AbortSignal): Promise<Finding[]> {
  if (customerRule !== 'match_and_create') return [];
  const rights = (['create', 'write'] as const).map((operation) => ({ model: 'res.partner', operation }));
  const answers = await Promise.all(rights.map((right) => hasRight(central, right, signal)));
  return rights.filter((_, index) => answers[index] === 'no').map((right) => finding('check.customers_right', right));
}

async function recordExists(central: OdooClient, model: string, id: number, signal: AbortSignal): Promise<boolean> {
  const domain = [['id', '=', id]];
  const rows = await central.searchRead(model, { id: integer() }, { domain, context: { active_test: false }, signal });
  return rows.length > 0;
}

function compare(branch: CheckedCompany | null, central: CheckedCompany | null, pricelistCurrency: string | null): Finding[] {
  const findings: Finding[] = [];
  const branchCurrency = branch?.currency ?? null;
  const centralCurrency = pricelistCurrency ?? central?.currency ?? null;
  if (branchCurrency !== null && centralCurrency !== null && branchCurrency !== centralCurrency) {
    findings.push(finding('check.currency_differs', { branchCurrency, centralCurrency }));
  }
  const branchMethod = branch?.taxRoundingMethod ?? null;
  const centralMethod = central?.taxRoundingMethod ?? null;
  if (branchMethod !== null && centralMethod !== null && branchMethod !== centralMethod) {
    findings.push(
      finding('check.rounding_differs', { branchMethod: inWords(branchMethod), centralMethod: inWords(centralMethod) }),
    );
  }
  return findings;
}

function inWords(method: string): string {
  return method === 'round_per_line' ? 'per line' : method === 'round_globally' ? 'globally' : `by “${method}”`;
}
