/** How many digits central keeps of a sale.order.line's numbers; null: as many as it is given. */
export interface CentralPrecision {
  readonly quantity: number | null;
  readonly discount: number | null;
  readonly priceUnit: number | null;
}

/** Quantity, unit price (currency per unit) and discount (percent) of a line. */
export interface LineAmounts {
  readonly quantity: number;
  readonly priceUnit: number;
  readonly discount: number;
}

/** What of a line's taxes matters when its quantity is rounded. Rates in percent; fixed amounts per unit of quantity. */
export interface LineTaxes {
  readonly fixedPerUnit: number;
  readonly includedPercent: number;
  readonly excludedPercent: number;
}

export interface CarriedLine extends LineAmounts {
  /** True where the numbers are not those of the till: the line's text must then tell them. */
  readonly isCarried: boolean;
}

/** Rounds half away from zero at so many decimals, as Odoo's float_round does. */
export function roundTo(value: number, digits: number): number {
  const factor = 10 ** digits;
  const scaled = Math.abs(value) * factor;
  // 1.005 is 1.00499…: the nudge puts what was meant as a tie back on it.
  const rounded = Math.round(scaled + scaled * Number.EPSILON * 4);
  const result = (Math.sign(value) * rounded) / factor;
  return result === 0 ? 0 : result;
}

/**
 * Fits a line into central's precision without changing what it costs: what quantity and discount lose goes into the unit
 * price (sale.order.line keeps them at 2 digits and price_unit unrounded: 0.335 kg at 10.00 becomes 0.34 at 9.85294…).
 * Fixed taxes grow with the quantity, so the price makes up for those as well.
 */
export function carryInPrice(line: LineAmounts, taxes: LineTaxes, precision: CentralPrecision): CarriedLine {
  const quantity = fitQuantity(line.quantity, precision.quantity);
  const discount = fitDiscount(line.discount, precision.discount);
  if (quantity === line.quantity && discount === line.discount) return { ...line, isCarried: false };
  // A gift costs nothing at any price.
  if (discount === 100) return { quantity, discount, priceUnit: line.priceUnit, isCarried: true };
  const gross = line.priceUnit * line.quantity * (1 - line.discount / 100);
  const fixedTaxLost = taxes.fixedPerUnit * (line.quantity - quantity);
  const included = 1 + taxes.includedPercent / 100;
  const grossForFixedTax = (fixedTaxLost * included) / (included + taxes.excludedPercent / 100);
  const priceUnit = (gross + grossForFixedTax) / (quantity * (1 - discount / 100));
  return { quantity, discount, priceUnit, isCarried: true };
}

/** A quantity that rounds to nothing (0.004 kg) is sold as one piece: nothing at any price would be nothing. */
function fitQuantity(quantity: number, digits: number | null): number {
  if (digits === null) return quantity;
  const rounded = roundTo(quantity, digits);
  return rounded === 0 && quantity !== 0 ? Math.sign(quantity) : rounded;
}

/** 99.996 % would round to a gift: then the whole discount goes into the price. */
function fitDiscount(discount: number, digits: number | null): number {
  if (digits === null) return discount;
  const rounded = roundTo(discount, digits);
  return rounded === 100 && discount !== 100 ? 0 : rounded;
}
