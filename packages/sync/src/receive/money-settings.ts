import { integer, type OdooClient, text } from '@branch-sync/odoo';
import type { RoundingMethods } from './explain-difference.ts';
import type { ReceiveContext } from './receive-context.ts';

/** Asks both sides how they round taxes, at the first call only: it explains a difference and is not needed without one. */
export function askRoundingMethods({ branch, branchClient, centralClient, signal }: ReceiveContext): RoundingMethods {
  let answer: ReturnType<RoundingMethods> | undefined;
  return () => {
    answer ??= Promise.all([
      readRoundingMethod(branchClient, null, signal),
      readRoundingMethod(centralClient, branch.companyId, signal),
    ]).then(([ofBranch, ofCentral]) => ({ branch: ofBranch, central: ofCentral }));
    return answer;
  };
}

async function readRoundingMethod(client: OdooClient, companyId: number | null, signal: AbortSignal): Promise<string | null> {
  const [company] = await client.searchRead(
    'res.company',
    { id: integer(), tax_calculation_rounding_method: text() },
    { domain: companyId === null ? [] : [['id', '=', companyId]], order: 'id', limit: 1, signal },
  );
  return company?.tax_calculation_rounding_method ?? null;
}
