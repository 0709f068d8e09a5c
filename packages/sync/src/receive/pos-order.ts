import type { Many2one } from '@branch-sync/odoo';

/**
 * A POS order as the branch tells it, the same for every version of Odoo. `amountTotal` is in `currency`, taxes included;
 * `dateOrder` is UTC text of Odoo's form.
 */
export interface PosOrderHead {
  readonly id: number;
  /** What makes this order this order, in our ledger: its uuid, or reference and id where Odoo has none. */
  readonly identity: string;
  readonly uuid: string | null;
  readonly name: string;
  readonly posReference: string;
  readonly dateOrder: string;
  readonly amountTotal: number;
  readonly currency: Many2one;
  readonly cashier: Many2one | null;
  readonly customer: Many2one | null;
  readonly notes: readonly string[];
  readonly refundedOrders: readonly { readonly id: number; readonly name: string | null }[];
}

/** One line. Quantity in `unit`, price per unit in the order's currency, discount in percent. */
export interface PosLine {
  readonly id: number;
  readonly orderId: number;
  readonly product: Many2one;
  readonly productName: string;
  readonly quantity: number;
  readonly priceUnit: number;
  readonly discount: number;
  readonly taxIds: readonly number[];
  readonly unit: Many2one | null;
  readonly notes: readonly string[];
  readonly comboParentId: number | null;
  readonly lotNames: readonly string[];
}

export interface PosPayment {
  readonly orderId: number;
  readonly method: Many2one;
  readonly amount: number;
}

export interface PosOrder extends PosOrderHead {
  /** A line without a product cannot be written, and the order must not come in without it. */
  readonly hasUnreadableLine: boolean;
  readonly lines: readonly PosLine[];
  readonly payments: readonly PosPayment[];
}
