import { type OdooClient, OdooError } from '@branch-sync/odoo';
import type { Side } from '../failures/catalogue.ts';
import { inParallel } from '../in-parallel.ts';
import type { ConnectionCheck, Finding } from './connection-check.ts';
import { finding } from './finding.ts';

type Right = ConnectionCheck['missingRights'][number];

const reads = (...models: string[]): Right[] => models.map((model) => ({ model, operation: 'read' }));

/** An Odoo has few HTTP workers, and tills want them too. */
export const questionsAtOnce = 4;

/** What our users must be allowed to do on each side, and nothing more. */
const neededRights: Readonly<Record<Side, readonly Right[]>> = {
  central: [
    { model: 'sale.order', operation: 'create' },
    { model: 'sale.order.line', operation: 'create' },
    ...reads('sale.order', 'sale.order.line', 'product.product', 'product.pricelist', 'account.tax', 'res.partner'),
    ...reads('res.company', 'uom.uom'),
  ],
  branch: reads(
    'pos.order',
    'pos.order.line',
    'pos.payment',
    'product.product',
    'account.tax',
    'res.partner',
    'res.company',
    'uom.uom',
  ),
};

/**
 * Asks Odoo for every right that is needed (`check_access_rights`, which any user may ask about himself). A model that is
 * not there is told as such. Throws `OdooError` for everything else.
 */
export async function checkRights(
  client: OdooClient,
  side: Side,
  signal: AbortSignal,
): Promise<{ missing: readonly Right[]; findings: readonly Finding[] }> {
  const rights = neededRights[side];
  const found = await inParallel(rights, questionsAtOnce, async (right) => ({
    right,
    answer: await hasRight(client, right, signal),
  }));
  const missing = found.filter(({ answer }) => answer === 'no').map(({ right }) => right);
  const gone = new Set(found.filter(({ answer }) => answer === 'no model').map(({ right }) => right.model));
  const findings = [
    ...missing.map((right) => finding('check.right_missing', { ...right })),
    ...[...gone].map((model) => finding('check.model_missing', { model })),
  ];
  return { missing, findings: findings.length > 0 ? findings : [finding('check.rights', { count: String(rights.length) })] };
}

/** Whether our user has a right, or there is no such model. Throws `OdooError`. */
export async function hasRight(
  client: OdooClient,
  { model, operation }: Right,
  signal: AbortSignal,
): Promise<'yes' | 'no' | 'no model'> {
  try {
    const named = { operation, raise_exception: false };
    return (await client.call(model, 'check_access_rights', { named, signal })) === true ? 'yes' : 'no';
  } catch (error) {
    if (error instanceof OdooError && error.kind === 'unknown_model') return 'no model';
    throw error;
  }
}
