import type { OdooDatabase } from '../orm/database.ts';
import { type DatabaseSetup, databaseOf } from '../recordings/recorded-databases.ts';
import type { RoundingMethod } from '../taxes/tax.ts';
import { Random } from './random.ts';
import { Till } from './sales.ts';
import { generatedShop } from './shop.ts';

export interface GeneratedBranchOptions extends DatabaseSetup {
  readonly name: string;
  /** The same seed and options give the same branch, to the last uuid. */
  readonly seed: number;
  readonly orders: number;
  /** A fixed number or `[min, max]`; 1 to 6 when left out. */
  readonly linesPerOrder?: number | readonly [min: number, max: number];
  /** Share of orders that are refunds of the one before; 0.05 when left out. */
  readonly refundShare?: number;
  /** How many different products are sold; at most those that central has, which is the default. */
  readonly products?: number;
  readonly roundingMethod?: RoundingMethod;
  /** The moment of the last sale; that of the recordings when left out. */
  readonly endsAt?: Date;
  /** The sales are spread over so many days; 5 when left out. */
  readonly spanDays?: number;
}

const RECORDED_AT = new Date('2026-11-24T12:30:00Z');
const ALL_PRODUCTS = 10_000;

/** A branch with as many sales as one likes. Its products and taxes are found in the recorded central by reference and barcode. */
export function generatedBranch(options: GeneratedBranchOptions): OdooDatabase {
  return openTill(options).database;
}

/** The same branch with its till, to sell on while others read it. */
export function openTill(options: GeneratedBranchOptions): { readonly database: OdooDatabase; readonly till: Till } {
  const { name, seed, orders, linesPerOrder = [1, 6], refundShare = 0.05, endsAt = RECORDED_AT, spanDays = 5 } = options;
  const { products = ALL_PRODUCTS, roundingMethod = 'round_globally' } = options;
  const random = new Random(seed);
  const database = databaseOf('branch', generatedShop(random, products, roundingMethod), name, options);
  const lines = typeof linesPerOrder === 'number' ? ([linesPerOrder, linesPerOrder] as const) : linesPerOrder;
  const till = new Till(database, random, { orders, linesPerOrder: lines, refundShare, roundingMethod, endsAt, spanDays });
  till.sellAll();
  return { database, till };
}
