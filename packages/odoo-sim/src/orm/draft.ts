import type { Values } from './value.ts';

/** What is to be written on one record: its own columns, and what becomes of the records in its one2many fields. */
export interface Draft {
  readonly values: Values;
  readonly children: readonly { readonly field: string; readonly commands: readonly ChildCommand[] }[];
}

/** Odoo's one2many commands (0, 1, 2 and 5); 3, 4 and 6 make no sense for lines that live and die with their order. */
export type ChildCommand =
  | { readonly kind: 'create'; readonly draft: Draft }
  | { readonly kind: 'update'; readonly id: number; readonly draft: Draft }
  | { readonly kind: 'delete'; readonly id: number }
  | { readonly kind: 'clear' };

export function plainDraft(values: Values): Draft {
  return { values, children: [] };
}
