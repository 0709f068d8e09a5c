import { describeFailure } from '../failures/catalogue.ts';
import { moneyInWords } from '../money.ts';
import { roundTo } from './exact-money.ts';
import { branchInWords, orderInWords } from './order-words.ts';
import type { ReceiveContext } from './receive-context.ts';
import type { ResolvedLine, ResolvedOrder } from './resolved-order.ts';

/** What a person should look at in an order that is in central: catalogue code, and what it says of this order. */
export interface OrderFlag {
  readonly code: string;
  readonly message: string;
}

/** How each side rounds taxes (res.company.tax_calculation_rounding_method); asked only once a total differs. */
export type RoundingMethods = () => Promise<{ readonly branch: string | null; readonly central: string | null }>;

/**
 * The likely cause of a total that is `difference` off in central, the surest first: a tax that is linked to another rate, a different rounding method
 * (which makes a cent a line at most), prices that central keeps with too few digits, a fixed tax on a weight. Throws `OdooError`.
 */
export async function explainDifference(
  { branch, centralDialect }: Pick<ReceiveContext, 'branch' | 'centralDialect'>,
  { order, lines }: ResolvedOrder,
  difference: number,
  roundingMethods: RoundingMethods,
): Promise<OrderFlag> {
  const words = {
    order: orderInWords(order),
    branch: branchInWords(branch),
    difference: moneyInWords(difference, order.currency.name),
  };
  const [taxes] = lines.flatMap(({ differingTaxes }) => differingTaxes);
  if (taxes !== undefined) {
    return flagOf(describeFailure('total.tax_rate', { ...words, branchTax: taxes.ofBranch, centralTax: taxes.ofCentral }));
  }
  const methods = await roundingMethods();
  const differ = methods.branch !== null && methods.central !== null && methods.branch !== methods.central;
  if (differ && Math.abs(difference) <= 0.01 * (lines.length + 1)) {
    const inWords = { branchMethod: methodInWords(methods.branch), centralMethod: methodInWords(methods.central) };
    return flagOf(describeFailure('total.rounding_method', { ...words, ...inWords }));
  }
  const { quantityDigits, priceDigits } = centralDialect.saleOrderLine;
  if (priceDigits !== null) {
    return flagOf(describeFailure('total.price_precision', { ...words, digits: String(priceDigits) }));
  }
  if (lines.some((line) => hasFixedTaxOnRoundedQuantity(line, quantityDigits))) {
    return flagOf(describeFailure('total.fixed_tax', { ...words, digits: String(quantityDigits) }));
  }
  return flagOf(describeFailure('total.differs', words));
}

/** The flag of a description. */
export function flagOf({ code, message }: OrderFlag): OrderFlag {
  return { code, message };
}

/** The price makes up for the tax on what the quantity lost, but base and tax are rounded each for itself: a cent may fall between. */
function hasFixedTaxOnRoundedQuantity({ line, fixedTaxPerUnit }: ResolvedLine, digits: number | null): boolean {
  return fixedTaxPerUnit !== 0 && digits !== null && roundTo(line.quantity, digits) !== line.quantity;
}

function methodInWords(method: string | null): string {
  return method === 'round_per_line' ? 'per line' : method === 'round_globally' ? 'per order' : `by “${method ?? ''}”`;
}
