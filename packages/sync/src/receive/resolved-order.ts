import type { FailureTechnical, MappedModel } from '@branch-sync/db';
import type { FailureDescription } from '../failures/catalogue.ts';
import type { PosLine, PosOrder } from './pos-order.ts';
import type { ResolvedCustomer } from './resolve-customers.ts';
import type { DifferingTaxes } from './resolve-taxes.ts';

/** A line whose product and taxes are known in central; ids are central's. */
export interface ResolvedLine {
  readonly line: PosLine;
  readonly productId: number;
  readonly taxIds: readonly number[];
  /** What the branch's fixed taxes of the line put on top of its price, for the arithmetic of what is carried in it. */
  readonly fixedTaxPerUnit: number;
  readonly differingTaxes: readonly DifferingTaxes[];
}

/** An order that can be written: every id is central's. */
export interface ResolvedOrder {
  readonly order: PosOrder;
  readonly externalId: string;
  readonly customer: ResolvedCustomer;
  readonly salespersonId: number | null;
  /** What the refunded orders are called, for the people who review the refund. */
  readonly refundOf: readonly string[];
  readonly lines: readonly ResolvedLine[];
}

/** The branch's record that a link, or a mapping, would cure a problem by. */
export interface CauseRecord {
  readonly model: MappedModel;
  readonly remoteId: number;
}

/** Why an order cannot be written, each cause once. `fingerprint` is the same for all orders that one act would cure. */
export interface OrderProblem extends FailureDescription {
  readonly fingerprint: string;
  /** Null where no link would cure it. */
  readonly causeRecord: CauseRecord | null;
  /** The call that central refused; null where none was made. */
  readonly technical: FailureTechnical | null;
}

export type Resolution =
  | { readonly kind: 'resolved'; readonly resolved: ResolvedOrder }
  | { readonly kind: 'failed'; readonly order: PosOrder; readonly problems: readonly OrderProblem[] };
