import type { OdooDatabase } from './database.ts';
import { categoryPath, displayName } from './display-name.ts';
import type { FieldDefinition } from './field.ts';
import type { Row, StoredValue, WireStruct } from './value.ts';

const NO_IDS: readonly number[] = [];

/** What a field of a row holds, computed fields included; empty columns read as their type's empty value (0 for numbers). */
export function fieldValue(
  database: OdooDatabase,
  model: string,
  row: Row,
  field: FieldDefinition,
  context: WireStruct = {},
): StoredValue {
  if (field.type === 'one2many') return childIds(database, row, field);
  const stored = row[field.name];
  if (stored !== undefined && stored !== false) return isSizeAsked(field, context) ? sizeInWords(String(stored)) : stored;
  const computed = computedValue(database, model, row, field.name, context);
  if (computed !== undefined) return computed;
  switch (field.type) {
    case 'integer':
    case 'float':
    case 'monetary':
      return 0;
    case 'many2many':
      return NO_IDS;
    default:
      return false;
  }
}

function isSizeAsked({ type, name }: FieldDefinition, context: WireStruct): boolean {
  return type === 'binary' && (context['bin_size'] === true || context[`bin_size_${name}`] === true);
}

/** As `tools.human_size` tells the size of what base64 holds. */
function sizeInWords(base64: string): string {
  const units = ['bytes', 'Kb', 'Mb', 'Gb'];
  let size = Buffer.from(base64, 'base64').byteLength;
  let unit = 0;
  for (; size >= 1024 && unit < units.length - 1; unit += 1) size /= 1024;
  return `${size.toFixed(2)} ${units[unit]}`;
}

/** Fields that Odoo computes when they are read; undefined for those that it keeps. */
function computedValue(
  database: OdooDatabase,
  model: string,
  row: Row,
  field: string,
  context: WireStruct,
): StoredValue | undefined {
  switch (`${model}.${field}`) {
    case 'product.category.complete_name':
      return categoryPath(database, model, row.id);
    case 'product.product.product_variant_count':
      return database.table(model).idsWhere('product_tmpl_id', Number(row['product_tmpl_id'])).length;
    case 'pos.payment.method.config_ids':
      return shopsWithMethod(database, row.id);
    case 'res.partner.complete_name':
      return displayName(database, model, row.id);
    case 'res.partner.partner_share':
      return database.table('res.users').idsWhere('partner_id', row.id).length === 0;
    case 'res.partner.email_normalized':
      return normalizedEmail(row['email']);
    default:
      return field === 'display_name' ? displayName(database, model, row.id, context) : undefined;
  }
}

/** The other side of `pos.config.payment_method_ids`. */
function shopsWithMethod(database: OdooDatabase, methodId: number): readonly number[] {
  const shops = database.table('pos.config');
  return shops.ids().filter((id) => {
    const methods = shops.get(id)?.['payment_method_ids'];
    return Array.isArray(methods) && methods.includes(methodId);
  });
}

/** As `tools.email_normalize` makes of one plain address. */
function normalizedEmail(email: StoredValue | undefined): string | false {
  return typeof email === 'string' && email.includes('@') ? email.trim().toLowerCase() : false;
}

/** The records of a one2many, in the other model's order (payments stand newest first). */
function childIds(database: OdooDatabase, row: Row, field: FieldDefinition): readonly number[] {
  if (field.inverse === null || field.relation === null) return NO_IDS;
  const ids = database.table(field.relation).idsWhere(field.inverse, row.id);
  return database.models.get(field.relation)?.defaultOrder === 'id desc' ? ids.toReversed() : ids;
}
