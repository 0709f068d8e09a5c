import type { Dialect, OdooVersion } from '../orm/dialect.ts';
import type { FieldDefinition, FieldType, ModelDefinition } from '../orm/field.ts';
import { readRecording } from '../recordings/folder.ts';
import { INVERSES, modelFacts } from './names.ts';
import { MAGIC_FIELDS, UNRECORDED_FIELDS } from './unrecorded-fields.ts';

export type Side = 'central' | 'branch';

interface RecordedField {
  readonly type: FieldType;
  readonly string: string;
  readonly required?: boolean;
  readonly readonly?: boolean;
  readonly store?: boolean;
  readonly relation?: string;
  readonly selection?: readonly (readonly [string, string])[];
}

const catalogues = new Map<string, ReadonlyMap<string, ModelDefinition>>();

/** The models of a central or a branch database in a version, as recorded from a real one. Read once a process. */
export function modelCatalogue(side: Side, version: OdooVersion, dialect: Dialect): ReadonlyMap<string, ModelDefinition> {
  const key = `${side} ${version}`;
  const known = catalogues.get(key);
  if (known) return known;
  const models = Object.entries(modelFacts(side)).map(([name, facts]): [string, ModelDefinition] => [
    name,
    { name, description: facts.description, defaultOrder: facts.order, fields: fieldsOf(name, side, version, dialect) },
  ]);
  const catalogue = new Map(models);
  catalogues.set(key, catalogue);
  return catalogue;
}

function fieldsOf(model: string, side: Side, version: OdooVersion, dialect: Dialect): ReadonlyMap<string, FieldDefinition> {
  const other = side === 'central' ? 'branch' : 'central';
  const paths = [
    ...(version === 16 ? [`fields-16/${model}.json`] : []),
    `fields/${side}.${model}.json`,
    `fields/${other}.${model}.json`,
  ];
  let recorded: Record<string, RecordedField> | null = null;
  for (const path of paths) recorded ??= readRecording(path) as Record<string, RecordedField> | null;
  recorded ??= sketched({ ...MAGIC_FIELDS, ...UNRECORDED_FIELDS[model] });
  return new Map(Object.entries(recorded).map(([name, field]) => [name, toDefinition(model, name, field, dialect)]));
}

function sketched(sketches: Readonly<Record<string, readonly [FieldType, string, string?]>>): Record<string, RecordedField> {
  return Object.fromEntries(
    Object.entries(sketches).map(([name, [type, label, relation]]) => [
      name,
      { type, string: label, store: name !== 'display_name', readonly: name in MAGIC_FIELDS, ...(relation ? { relation } : {}) },
    ]),
  );
}

function toDefinition(model: string, name: string, field: RecordedField, dialect: Dialect): FieldDefinition {
  return {
    name,
    type: field.type,
    string: field.string,
    required: field.required ?? false,
    readonly: field.readonly ?? false,
    store: field.store ?? false,
    relation: field.relation ?? null,
    selection: field.selection ?? null,
    digits: digitsOf(model, name, dialect),
    inverse: INVERSES[model]?.[name] ?? null,
  };
}

/** Precisions that were measured (`fields_get` attribute `digits`); all else is told as unrounded. */
function digitsOf(model: string, field: string, dialect: Dialect): readonly [number, number] | null {
  if (model !== 'sale.order.line') return null;
  if (field === 'product_uom_qty' || field === 'discount') return [16, 2];
  return field === 'price_unit' && dialect.priceDecimals !== null ? [16, dialect.priceDecimals] : null;
}
