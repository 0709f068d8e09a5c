import { z } from 'zod';

/** The fields that a read asks for, each with the schema that its value must satisfy. */
export type RecordShape = { readonly [field: string]: z.ZodType };
export type RowOf<S extends RecordShape> = { -readonly [F in keyof S]: z.output<S[F]> };

/** A many2one as Odoo answers it: `[id, display name]`, or `false` for none. */
export interface Many2one {
  readonly id: number;
  readonly name: string;
}

const nothing = z.literal(false).transform(() => null);

/** Odoo `char`, `text`, `selection`, `html`: a string; `false` becomes null. */
export const text = () => z.union([z.string(), nothing]).nullable();
/** Odoo `integer`. */
export const integer = () => z.int();
/** Odoo `float` and `monetary`: a double; Odoo never answers `false` for one. */
export const float = () => z.number();
/** Odoo `boolean`. */
export const flag = () => z.boolean();
/** Odoo `date` and `datetime`: `YYYY-MM-DD[ HH:MM:SS]`, always UTC over RPC; `false` becomes null. */
export const moment = () => text();
/** Odoo `many2one`. */
export const many2one = () =>
  z.union([z.tuple([z.int(), z.string()]).transform(([id, name]): Many2one => ({ id, name })), nothing]).nullable();
/** Odoo `one2many` and `many2many`: ids. */
export const idList = () => z.array(z.int());
