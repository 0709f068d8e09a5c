/** The Odoo versions that were measured. */
export type OdooVersion = 16 | 19;

/** Where the versions differ in names, texts and comparisons. */
export interface Dialect {
  readonly versionInfo: readonly [number, number, number, string, number, string];
  readonly serverVersion: string;
  readonly saleLineTaxes: 'tax_ids' | 'tax_id';
  readonly saleLineUnit: 'product_uom_id' | 'product_uom';
  readonly hasJson2: boolean;
  /** 19 compares whole seconds; 16 compares a text of whole seconds with the microseconds in the table. */
  readonly comparesWholeSeconds: boolean;
  /** Decimals of `sale.order.line.price_unit`; null where it is kept unrounded. */
  readonly priceDecimals: number | null;
  readonly invalidFieldInDomain: (model: string, path: string, condition: string) => string;
  readonly invalidField: (model: string, field: string) => string;
  readonly missingRequiredValue: (field: { label: string; name: string }, model: { label: string; name: string }) => string;
  readonly invalidDomainItem: (item: string) => string;
  readonly unknownMethod: (model: string, method: string) => string;
}

/** The first words of Odoo's not-null and check violations; messages of `load` leave them out (recorded). */
export const REQUIRED_PREFIX = 'The operation cannot be completed: ';

const ADVICE =
  '- create/update: a mandatory field is not set\n- delete: another model requires the record being deleted, you can archive it instead\n';

const DIALECT_19: Dialect = {
  versionInfo: [19, 0, 0, 'final', 0, ''],
  serverVersion: '19.0',
  saleLineTaxes: 'tax_ids',
  saleLineUnit: 'product_uom_id',
  hasJson2: true,
  comparesWholeSeconds: true,
  priceDecimals: null,
  invalidFieldInDomain: (model, path, condition) => `Invalid field ${model}.${path} in condition ${condition}`,
  invalidField: (model, field) => `Invalid field '${field}' on '${model}'`,
  missingRequiredValue: (field, model) =>
    `Missing required value for the field '${field.label}' (${field.name}).\nModel: '${model.label}' (${model.name})\n${ADVICE}`,
  invalidDomainItem: (item) => `Domain() invalid item in domain: ${item}`,
  unknownMethod: (model, method) => `The method '${model}.${method}' does not exist`,
};

const DIALECT_16: Dialect = {
  versionInfo: [16, 0, 0, 'final', 0, ''],
  serverVersion: '16.0',
  saleLineTaxes: 'tax_id',
  saleLineUnit: 'product_uom',
  hasJson2: false,
  comparesWholeSeconds: false,
  priceDecimals: 2,
  invalidFieldInDomain: (model, path, condition) => `Invalid field ${model}.${path} in leaf ${condition}`,
  invalidField: (model, field) => `Invalid field '${field}' on model '${model}'`,
  missingRequiredValue: (field, model) =>
    `${ADVICE}\nModel: ${model.label} (${model.name})\nField: ${field.label} (${field.name})\n`,
  invalidDomainItem: (item) => `Invalid leaf ${item}`,
  unknownMethod: (model, method) => `The method '${model}.${method}' does not exist`,
};

export function dialectOf(version: OdooVersion): Dialect {
  return version === 16 ? DIALECT_16 : DIALECT_19;
}
