/** What the computation needs of an `account.tax`. */
export interface Tax {
  readonly id: number;
  readonly amount: number;
  readonly amountType: 'percent' | 'fixed' | 'division';
  readonly priceIncluded: boolean;
  /** Later taxes of the line are computed on the base plus this tax. */
  readonly includeBaseAmount: boolean;
  /** Whether this tax lets earlier `includeBaseAmount` taxes into its base. */
  readonly isBaseAffected: boolean;
  readonly sequence: number;
}

/** `res.company.tax_calculation_rounding_method`. */
export type RoundingMethod = 'round_globally' | 'round_per_line';

export interface TaxableLine {
  readonly quantity: number;
  readonly priceUnit: number;
  /** Percent. */
  readonly discount: number;
  readonly taxes: readonly Tax[];
}

/** Amounts of a line or of an order, in the currency's unit, rounded to the cent. */
export interface Amounts {
  readonly untaxed: number;
  readonly tax: number;
  readonly total: number;
}
