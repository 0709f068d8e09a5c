/** What travels over the wire: the values that XML-RPC and JSON both know. */
export type WireValue = string | number | boolean | null | PythonFloat | WireValue[] | WireStruct;
export interface WireStruct {
  [key: string]: WireValue;
}

/** A whole number in a float column: Python tells 10.0 from 10, and so does XML-RPC (`<double>`, `<int>`). */
export class PythonFloat {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }

  toJSON(): number {
    return this.value;
  }
}

/** What a column holds: `false` is Odoo's null, a many2one is an id, a one2many or many2many a list of ids. */
export type StoredValue = string | number | boolean | readonly number[];

/** A record as it is stored. Columns that nobody has written are absent and read as the type's empty value. */
export interface Row {
  id: number;
  [field: string]: StoredValue;
}

/** Values for `create` and `write`, by field name, as they are stored. */
export type Values = Readonly<Record<string, StoredValue>>;

const NO_IDS: readonly number[] = [];

/** The number in a column, 0 where it is empty. */
export function numberOf(row: Values | Row, field: string): number {
  const value = row[field];
  return typeof value === 'number' ? value : 0;
}

/** The text in a column, '' where it is empty. */
export function textOf(row: Values | Row, field: string): string {
  const value = row[field];
  return typeof value === 'string' ? value : '';
}

/** The record that a many2one column points at, or null. */
export function idOf(row: Values | Row, field: string): number | null {
  const value = row[field];
  return typeof value === 'number' && value > 0 ? value : null;
}

/** The ids of a many2many column. */
export function idsOf(row: Values | Row, field: string): readonly number[] {
  const value = row[field];
  return typeof value === 'object' ? value : NO_IDS;
}

/** Whether a column holds anything: Odoo takes `false` and '' for nothing, but not 0. */
export function isSet(value: StoredValue | undefined): value is StoredValue {
  return value !== undefined && value !== false && value !== '' && !(typeof value === 'object' && value.length === 0);
}

export function isStruct(value: WireValue | undefined): value is WireStruct {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof PythonFloat);
}
