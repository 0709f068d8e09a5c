import type { OdooDatabase } from './database.ts';
import { displayName } from './display-name.ts';
import type { FieldDefinition } from './field.ts';
import type { Row, StoredValue } from './value.ts';

const NO_IDS: readonly number[] = [];

/** What a field of a row holds, computed fields included; empty columns read as their type's empty value (0 for numbers). */
export function fieldValue(database: OdooDatabase, model: string, row: Row, field: FieldDefinition): StoredValue {
  if (field.type === 'one2many') return childIds(database, row, field);
  const stored = row[field.name];
  if (stored !== undefined && stored !== false) return stored;
  if (field.name === 'display_name') return displayName(database, model, row.id);
  if (field.name === 'email_normalized') return normalizedEmail(row['email']);
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
