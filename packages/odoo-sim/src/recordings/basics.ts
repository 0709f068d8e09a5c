import type { OdooDatabase } from '../orm/database.ts';

/** What every database has and the recordings leave out: precisions (as measured) and the system parameters. */
export function insertBasics(database: OdooDatabase): void {
  database.insertRaw('decimal.precision', { name: 'Product Price', digits: 2 });
  database.insertRaw('decimal.precision', { name: 'Discount', digits: 2 });
  database.insertRaw('decimal.precision', {
    name: database.version === 16 ? 'Product Unit of Measure' : 'Product Unit',
    digits: 2,
  });
  database.insertRaw('ir.config_parameter', {
    key: 'database.uuid',
    value: `00000000-0000-4000-8000-${nameDigits(database.name)}`,
  });
}

/** Twelve hexadecimal digits that differ by name. */
function nameDigits(name: string): string {
  let hash = 7;
  for (const character of name) hash = (hash * 131 + (character.codePointAt(0) ?? 0)) % 0xffffffffffff;
  return hash.toString(16).padStart(12, '0');
}
