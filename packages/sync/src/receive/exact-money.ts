/** How many digits central keeps of a sale.order.line's numbers; null: as many as it is given. */
export interface CentralPrecision {
  readonly quantity: number | null;
  readonly discount: number | null;
}

/** Quantity, unit price (currency per unit) and discount (percent) of a line. */
export interface LineAmounts {
  readonly quantity: number;
  readonly priceUnit: number;
  readonly discount: number;
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

/** A line, and the fixed amount per unit of quantity that its taxes put on top of its price. */
export interface TaxedAmounts {
  readonly line: LineAmounts;
  readonly fixedTaxPerUnit: number;
}

/**
 * Fits an order's lines into central's precision without changing what it costs: what quantity and discount lose goes into the unit
 * price (sale.order.line keeps them at 2 digits and price_unit unrounded: 0.335 kg at 10.00 becomes 0.34 at 9.85294…). Fixed taxes
 * follow the rounded quantity all the same, and are rounded once over the order: where that makes a cent, a carried price gives it back.
 */
export function carryInPrices(lines: readonly TaxedAmounts[], precision: CentralPrecision): CarriedLine[] {
  const carried = lines.map(({ line }) => carryInPrice(line, precision, 0));
  const taxAtTill = sumOf(lines.map(({ line, fixedTaxPerUnit }) => line.quantity * fixedTaxPerUnit));
  const taxInCentral = sumOf(lines.map(({ fixedTaxPerUnit }, index) => (carried[index]?.quantity ?? 0) * fixedTaxPerUnit));
  const taxGained = roundTo(roundTo(taxInCentral, 2) - roundTo(taxAtTill, 2), 2);
  const index = lines.findIndex(({ fixedTaxPerUnit }, at) => fixedTaxPerUnit !== 0 && canGiveBack(carried[at]));
  const giver = lines[index];
  if (taxGained === 0 || giver === undefined) return carried;
  return carried.with(index, carryInPrice(giver.line, precision, -taxGained));
}

/** A line that costs what it did at the till, and `grossChange` more. */
function carryInPrice(line: LineAmounts, precision: CentralPrecision, grossChange: number): CarriedLine {
  const quantity = fitQuantity(line.quantity, precision.quantity);
  const discount = fitDiscount(line.discount, precision.discount);
  if (quantity === line.quantity && discount === line.discount) return { ...line, isCarried: false };
  // A gift costs nothing at any price.
  if (discount === 100) return { quantity, discount, priceUnit: line.priceUnit, isCarried: true };
  const gross = line.priceUnit * line.quantity * (1 - line.discount / 100) + grossChange;
  return { quantity, discount, priceUnit: gross / (quantity * (1 - discount / 100)), isCarried: true };
}

function canGiveBack(line: CarriedLine | undefined): boolean {
  return line?.isCarried === true && line.discount !== 100;
}

function sumOf(amounts: readonly number[]): number {
  return amounts.reduce((sum, amount) => sum + amount, 0);
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
