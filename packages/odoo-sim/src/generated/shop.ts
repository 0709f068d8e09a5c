import { requireRecording } from '../recordings/folder.ts';
import type { RecordedRow, Recording } from '../recordings/recorded-rows.ts';
import type { RoundingMethod } from '../taxes/tax.ts';
import type { Random } from './random.ts';

/** Sales and what hangs on them: the generator makes its own. */
const SALES = ['pos.order', 'pos.order.line', 'pos.payment'];

/**
 * A shop without sales, after the first recorded branch: its company, cashiers, customers, taxes and methods, and those of
 * its products that central has as well. Products get ids of their own, in an order of the seed: matching by id must not work.
 */
export function generatedShop(random: Random, products: number, roundingMethod: RoundingMethod): Recording {
  const branch = requireRecording('branch-1.json') as Recording;
  const central = requireRecording('central.json') as Recording;
  const rest = Object.entries(branch).filter(([model]) => !SALES.includes(model));
  return {
    ...Object.fromEntries(rest),
    'res.company': (branch['res.company'] ?? []).map((row) => ({ ...row, tax_calculation_rounding_method: roundingMethod })),
    'product.product': renumbered(random, knownToCentral(branch, central).slice(0, products)),
  };
}

function knownToCentral(branch: Recording, central: Recording): RecordedRow[] {
  const codes = new Set((central['product.product'] ?? []).map((row) => row['default_code']));
  return (branch['product.product'] ?? []).filter(
    (row) => row['default_code'] !== 'TIPS' && codes.has(row['default_code'] ?? false),
  );
}

function renumbered(random: Random, products: readonly RecordedRow[]): RecordedRow[] {
  return products
    .map((row) => ({ row, place: random.next() }))
    .sort((a, b) => a.place - b.place)
    .map(({ row }, index) => ({ ...row, id: 1001 + index, product_tmpl_id: [2001 + index, String(row['name'])] as const }));
}
