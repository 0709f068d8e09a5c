import type { MasterData, PushModelName } from '@branch-sync/db';
import {
  type Domain,
  flag,
  float,
  idList,
  type Many2one,
  many2one,
  type OdooClient,
  type RecordShape,
  text,
} from '@branch-sync/odoo';
import type { PlannedField } from './compare-record.ts';
import type { HeldByTills } from './held-by-tills.ts';

/** What a field of a record holds, as it is read. */
export type FieldValue = string | number | boolean | null | Many2one | readonly number[];
/** A record of either side: `id`, `write_date` and the fields that were asked for. */
export type OdooRow = Readonly<Record<string, FieldValue>> & { readonly id: number };

/** What a field of the branch's record has, or is to have: references are the branch's ids. */
export type Carried = string | number | boolean | null | readonly number[];

const shapes = { text, number: float, flag, one: many2one, many: idList } as const;
export type FieldKind = keyof typeof shapes;

/** Models that pushed records refer to. */
export const referenceModels = [
  'account.tax',
  'uom.uom',
  'product.category',
  'pos.category',
  'res.country',
  'pos.config',
  'account.journal',
] as const;
export type ReferenceModel = (typeof referenceModels)[number];

/** One field that can be carried over. */
export interface PushField {
  /** What settings and results call it. */
  readonly name: string;
  /** Carried where the branch's settings name no fields. */
  readonly byDefault: boolean;
  readonly kind: FieldKind;
  /** The field of central's record: the first of these that its Odoo has. */
  readonly central: readonly string[];
  /** The branch's field, the first of these that its Odoo has: read by one name, written by another where Odoo computes it. */
  readonly remote: readonly { readonly read: string; readonly column: string }[];
  /** For `one` and `many`: what it refers to. */
  readonly refersTo?: ReferenceModel;
  /**
   * What it refers to that the branch does not have is no reason to fail: it is left out. Where nothing is left, the branch's own stays: shops
   * arrange such things for themselves.
   */
  readonly leavesOutMissing?: true;
  /** Compared by its size, and written by itself. What central has no image of keeps the branch's. */
  readonly isImage?: true;
  /** An amount of money: both sides must count in the same. `price` is taken from a pricelist where the settings name one. */
  readonly money?: 'price' | 'cost';
  /** Not central's: the branch's records that its settings name join those that it has. Carried where they name any. */
  readonly joins?: (masterData: MasterData) => readonly number[];
  /** Held by the template of several variants: writing it on one changes all of them. */
  readonly isOfTemplate?: true;
  /** Another value where the branch's Odoo has no such choice; null: there is none that would do. */
  readonly otherChoice?: (value: string) => string | null;
}

/** What a record is recognized by where no link says so. The first key that finds something decides. */
export interface PushKey {
  readonly name: string;
  /** The fields that it is made of, the same on both sides. */
  readonly fields: Readonly<Record<string, FieldKind>>;
  /** Null: the record has no such key. The same text on both sides: the same record. */
  readonly of: (row: OdooRow) => string | null;
  /** The branch's records that may have the keys of these rows; without it all of the model are looked at. */
  readonly search?: (rows: readonly OdooRow[]) => Domain;
  /** It is written in many ways that no search finds: the branch's records that have this field are gone through once a push. */
  readonly scannedBy?: string;
  /** Several that fit are no reason to fail: it is then made anew. */
  readonly isWeak?: true;
}

/** A record that was changed: as it was before, and what of it. */
export interface UpdatedRecord {
  readonly remote: OdooRow | null;
  readonly isShared: boolean;
  readonly fields: readonly PlannedField[];
}

/** How one model is pushed: all that there is to say of it. */
export interface PushModel {
  readonly model: PushModelName;
  /** Between the module and the id in the external ids of what we make in the branch. */
  readonly externalName: string;
  /** Central's records that can be pushed at all. */
  readonly domain: Domain;
  /** The branch's records that may be matched and written at all. */
  readonly remoteDomain: Domain;
  readonly fields: readonly PushField[];
  readonly keys: readonly PushKey[];
  /** Unique in the branch: another record that has it is in the way. */
  readonly unique: readonly { readonly field: string; readonly code: 'push.barcode_taken' }[];
  /** What Odoo refuses while a till is open; null: nothing. */
  readonly heldByTills: HeldByTills | null;
  /** What else is read of the branch's records. */
  readonly alsoRead?: Readonly<Record<string, FieldKind>>;
  /** What must follow once records have been changed. Throws `OdooError`. */
  readonly afterUpdate?: (client: OdooClient, updated: readonly UpdatedRecord[], signal: AbortSignal) => Promise<void>;
  /** The group of the branch's Odoo that gives the right, for people. */
  readonly grant: string;
  /** What filters by tag go by. */
  readonly tagField: string | null;
  readonly categoryField: string | null;
  /** Central's fields that a search looks into. */
  readonly searched: readonly string[];
  /** How many records make a page. */
  readonly pageSize: number;
}

/** The shape that reads these fields. */
export function shapeOf(fields: Readonly<Record<string, FieldKind>>): RecordShape {
  return Object.fromEntries(Object.entries(fields).map(([name, kind]) => [name, shapes[kind]()]));
}

/** A text field of a row; null where it is empty or none. */
export function textOf(row: OdooRow, field: string): string | null {
  const value = row[field];
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

/** A field that is called and written the same on both sides. */
export function sameField(
  name: string,
  kind: FieldKind,
  field: string,
  more: Partial<Omit<PushField, 'name' | 'kind' | 'central' | 'remote'>> = {},
): PushField {
  const column = kind === 'one' || kind === 'many' ? `${field}/.id` : field;
  return { name, kind, central: [field], remote: [{ read: field, column }], byDefault: true, ...more };
}
