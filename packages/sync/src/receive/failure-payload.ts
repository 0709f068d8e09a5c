import type { PosOrder } from './pos-order.ts';
import type { SentRows } from './to-sale-order.ts';
import { noteInWords } from './without-people.ts';

/** The POS order as the branch gave it, and the rows that were sent to central; null: it did not get so far. */
export interface FailurePayload {
  readonly posOrder: Omit<PosOrder, 'customer' | 'cashier'> & Record<'customer' | 'cashier', { readonly id: number } | null>;
  readonly saleOrder: SentRows | null;
  /** What was left out to keep it small: “and 300 more lines”; null as a rule. */
  readonly leftOut: string | null;
}

/** Bytes of JSON: most orders have a tenth of it, and a hundred thousand failures are to fit in a database. */
const maxBytes = 64 * 1024;
/** Of what an order has besides its lines, when it is cut. */
const maxOthers = 100;

/**
 * What is kept with an order's failure, so that support can see it. No person is in it beyond need: customer and cashier are known by
 * their ids alone, and of a note that somebody wrote only its length is told. Nothing of a connection is in it.
 */
export function payloadOf(order: PosOrder, sent: SentRows | null): FailurePayload {
  const posOrder = posOrderOf(order);
  const saleOrder = sent && withoutNotes(sent, order);
  const whole: FailurePayload = { posOrder, saleOrder, leftOut: null };
  return sizeOf(whole) <= maxBytes ? whole : cut(whole);
}

function posOrderOf(order: PosOrder): FailurePayload['posOrder'] {
  return {
    ...order,
    customer: order.customer && { id: order.customer.id },
    cashier: order.cashier && { id: order.cashier.id },
    notes: order.notes.map(noteInWords),
    lines: order.lines.map((line) => ({ ...line, notes: line.notes.map(noteInWords) })),
  };
}

/** Notes stand in the rows' texts, each on lines of its own. */
function withoutNotes({ fields, rows }: SentRows, order: PosOrder): SentRows {
  const notes = [...order.notes, ...order.lines.flatMap((line) => line.notes)];
  const noteLines = new Set(notes.flatMap((note) => note.split('\n')));
  const textColumn = fields.indexOf('order_line/name');
  const without = (text: string) => text.split('\n').map((line) => (noteLines.has(line) ? noteInWords(line) : line));
  return { fields, rows: rows.map((row) => row.map((cell, at) => (at === textColumn ? without(cell).join('\n') : cell))) };
}

function cut({ posOrder, saleOrder }: FailurePayload): FailurePayload {
  const { lines: allLines, notes, payments, refundedOrders } = posOrder;
  const others = {
    notes: notes.slice(0, maxOthers),
    payments: payments.slice(0, maxOthers),
    refundedOrders: refundedOrders.slice(0, maxOthers),
  };
  const bare = { ...posOrder, ...others, lines: [] };
  const lines = thoseThatFit(allLines, maxBytes / 2 - sizeOf(bare));
  const rows = saleOrder && thoseThatFit(saleOrder.rows, maxBytes / 2 - sizeOf(saleOrder.fields) - maxOthers);
  const rowsLeftOut = (saleOrder?.rows.length ?? 0) - (rows?.length ?? 0);
  return {
    posOrder: { ...bare, lines },
    saleOrder: saleOrder && { fields: saleOrder.fields, rows: rows ?? [] },
    leftOut: `and ${allLines.length - lines.length} more lines of the POS order, ${rowsLeftOut} more rows of the Sales Order`,
  };
}

function thoseThatFit<T>(parts: readonly T[], bytes: number): T[] {
  let left = bytes;
  return parts.filter((part) => {
    left -= sizeOf(part) + 1;
    return left >= 0;
  });
}

function sizeOf(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}
