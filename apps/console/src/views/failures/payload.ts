import { type Fields, fieldsIn, idIn, listIn, numberIn, textIn } from './unknown-values.ts';

/** A line of a POS order as it was received; ids are the branch's. */
export interface PosLine {
  readonly productId: number | null;
  readonly product: string;
  readonly quantity: number | null;
  readonly unit: string | null;
  readonly priceUnit: number | null;
  /** Percent. */
  readonly discount: number | null;
  readonly taxIds: readonly number[];
  readonly details: readonly string[];
}

/** A POS order as it was received; ids are the branch's. People are known by their ids alone. */
export interface PosOrder {
  readonly name: string;
  readonly reference: string;
  /** UTC, in Odoo's form. */
  readonly dateOrder: string;
  readonly total: number | null;
  readonly currency: string | null;
  readonly customerId: number | null;
  readonly cashierId: number | null;
  readonly refundOf: readonly string[];
  readonly notes: readonly string[];
  readonly lines: readonly PosLine[];
  readonly payments: readonly { readonly method: string; readonly amount: number | null }[];
}

/** The rows of a Sales Order as they were sent: a cell for each field. */
export interface SentRows {
  readonly fields: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** One field of a record that could not be pushed: what the branch has, and what it was to have. */
export interface PushedField {
  readonly field: string;
  readonly now: unknown;
  readonly wanted: unknown;
}

/** What a failure keeps of what it is about, as far as this version of the page knows its form. */
export type Payload =
  | { readonly kind: 'order'; readonly posOrder: PosOrder; readonly sent: SentRows | null; readonly leftOut: string | null }
  | { readonly kind: 'record'; readonly name: string; readonly fields: readonly PushedField[] }
  | { readonly kind: 'request'; readonly request: Fields }
  | { readonly kind: 'unknown' };

/** Reads a failure's payload; what is not as expected is left out, or `unknown` as a whole: it is still shown as it is. */
export function readPayload(payload: unknown): Payload {
  const fields = fieldsIn(payload);
  const posOrder = fieldsIn(fields?.['posOrder']);
  if (fields !== null && posOrder !== null) {
    const leftOut = textIn(fields['leftOut']);
    return { kind: 'order', posOrder: readPosOrder(posOrder), sent: readSent(fields['saleOrder']), leftOut };
  }
  const changed = fields?.['fields'];
  if (fields !== null && Array.isArray(changed)) {
    return { kind: 'record', name: textIn(fields['name']) ?? '', fields: listIn(changed).map(readField) };
  }
  const request = fieldsIn(fields?.['request']);
  return request === null ? { kind: 'unknown' } : { kind: 'request', request };
}

function readPosOrder(order: Fields): PosOrder {
  return {
    name: textIn(order['name']) ?? '',
    reference: textIn(order['posReference']) ?? '',
    dateOrder: textIn(order['dateOrder']) ?? '',
    total: numberIn(order['amountTotal']),
    currency: nameIn(order['currency']),
    customerId: idIn(order['customer']),
    cashierId: idIn(order['cashier']),
    refundOf: listIn(order['refundedOrders']).map((one) => nameIn(one) ?? `#${idIn(one) ?? '?'}`),
    notes: textsIn(order['notes']),
    lines: listIn(order['lines']).map(readLine),
    payments: listIn(order['payments']).map((one) => {
      const payment = fieldsIn(one);
      return { method: nameIn(payment?.['method']) ?? '', amount: numberIn(payment?.['amount']) };
    }),
  };
}

function readLine(one: unknown): PosLine {
  const line = fieldsIn(one) ?? {};
  const lots = textsIn(line['lotNames']);
  return {
    productId: idIn(line['product']),
    product: textIn(line['productName']) ?? nameIn(line['product']) ?? '',
    quantity: numberIn(line['quantity']),
    unit: nameIn(line['unit']),
    priceUnit: numberIn(line['priceUnit']),
    discount: numberIn(line['discount']),
    taxIds: listIn(line['taxIds']).flatMap((id) => numberIn(id) ?? []),
    details: [
      ...(line['comboParentId'] == null ? [] : ['Part of a combo']),
      ...(lots.length === 0 ? [] : [`Lot/Serial: ${lots.join(', ')}`]),
      ...textsIn(line['notes']),
    ],
  };
}

function readSent(value: unknown): SentRows | null {
  const sent = fieldsIn(value);
  if (sent === null) return null;
  return {
    fields: textsIn(sent['fields']),
    rows: listIn(sent['rows']).map((row) => listIn(row).map((cell) => textIn(cell) ?? '')),
  };
}

function readField(one: unknown): PushedField {
  const field = fieldsIn(one) ?? {};
  return { field: textIn(field['field']) ?? '', now: field['now'], wanted: field['wanted'] };
}

function textsIn(value: unknown): readonly string[] {
  return listIn(value).flatMap((one) => textIn(one) ?? []);
}

function nameIn(value: unknown): string | null {
  return textIn(fieldsIn(value)?.['name']);
}
