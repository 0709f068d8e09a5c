/** One field as `fields_get` tells it, with what `fields_get` does not tell: the inverse of a one2many. */
export interface FieldDefinition {
  readonly name: string;
  readonly type: FieldType;
  readonly string: string;
  readonly required: boolean;
  readonly readonly: boolean;
  readonly store: boolean;
  readonly relation: string | null;
  readonly selection: readonly (readonly [string, string])[] | null;
  /** Decimal precision of a float, `[16, 2]`, or null where Odoo keeps the number as it is. */
  readonly digits: readonly [number, number] | null;
  /** The many2one of the other model that a one2many mirrors. */
  readonly inverse: string | null;
}

export type FieldType =
  | 'char'
  | 'text'
  | 'html'
  | 'integer'
  | 'float'
  | 'monetary'
  | 'boolean'
  | 'date'
  | 'datetime'
  | 'selection'
  | 'many2one'
  | 'one2many'
  | 'many2many'
  | 'many2one_reference'
  | 'reference'
  | 'binary'
  | 'json'
  | 'properties'
  | 'properties_definition';

/** A model: its fields, what people call it, and how its records are sorted when nobody says. */
export interface ModelDefinition {
  readonly name: string;
  readonly description: string;
  readonly fields: ReadonlyMap<string, FieldDefinition>;
  readonly defaultOrder: string;
}

export function isToMany(field: FieldDefinition): boolean {
  return field.type === 'one2many' || field.type === 'many2many';
}

export function isNumeric(field: FieldDefinition): boolean {
  return field.type === 'integer' || field.type === 'float' || field.type === 'monetary';
}
