import { createRemembered, type Remembered } from './remembered.ts';
import type { Tax } from './sales-taxes.ts';

/**
 * What Odoo has told that holds for minutes, kept over the runs of a worker's process. Only what was found is kept, never that something was not:
 * whoever has just put it right in Odoo and tries again is not answered from here.
 */
export interface ReceiveMemory {
  /** All sales taxes of a database (and company). */
  readonly taxes: Remembered<readonly Tax[]>;
  /** The currency of a pricelist. */
  readonly currencies: Remembered<string>;
}

/** Taxes and the currencies of pricelists change a few times a year; what contradicts them is asked anew at once. */
const lifetimeMs = 5 * 60_000;
/** So many databases' taxes are some megabytes. */
const maxKept = 1_000;

export function createReceiveMemory(now: () => Date): ReceiveMemory {
  const limits = { lifetimeMs, maxKept, now };
  return { taxes: createRemembered(limits), currencies: createRemembered(limits) };
}
