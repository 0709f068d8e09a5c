import { type PushModelName, remoteIdsOf } from '@branch-sync/db';
import type { OdooClient } from '@branch-sync/odoo';
import { accountTax } from './models/account-tax.ts';
import type { PlanContext } from './push-context.ts';
import { type FieldKind, type OdooRow, type ReferenceModel, textOf } from './push-model.ts';
import { readRows } from './read-rows.ts';

/** What a record that another refers to is in the branch. */
export type Reference =
  | { readonly kind: 'found'; readonly remoteId: number }
  | { readonly kind: 'missing'; readonly name: string };

/** The branch's records of what pushed records refer to, each asked once a push. */
export interface References {
  /** Throws `OdooError`. */
  prepare(model: ReferenceModel, centralIds: readonly number[]): Promise<void>;
  /** Looks at all that the branch has of a model, once. Throws `OdooError`. */
  look(model: ReferenceModel): Promise<void>;
  /** Whether the branch has the record; it must have been looked at. */
  isThere(model: ReferenceModel, remoteId: number): boolean;
  find(model: ReferenceModel, centralId: number): Reference;
  /** The branch's name of a record of its own, for people. */
  nameOf(model: ReferenceModel, remoteId: number): string;
  /** This push has made the record, or would: then by an id that stands for it. */
  made(model: PushModelName, centralId: number, remoteId: number, name: string): void;
}

/** How records of a model are told to be the same on both sides: by all of these, the first that decides. */
interface Recognition {
  readonly fields: Readonly<Record<string, FieldKind>>;
  readonly keys: readonly ((row: OdooRow) => string | null)[];
}

const byName: Recognition = { fields: { name: 'text' }, keys: [plainName] };

const recognitions: Readonly<Record<ReferenceModel, Recognition>> = {
  'account.tax': {
    fields: Object.fromEntries(accountTax.keys.flatMap(({ fields }) => Object.entries(fields))),
    keys: accountTax.keys.map(({ of }) => of),
  },
  'uom.uom': byName,
  'product.category': { fields: { complete_name: 'text' }, keys: [(row) => textOf(row, 'complete_name')?.toLowerCase() ?? null] },
  // With all those above it.
  'pos.category': { fields: { display_name: 'text' }, keys: [(row) => textOf(row, 'display_name')?.toLowerCase() ?? null] },
  'res.country': { fields: { code: 'text', name: 'text' }, keys: [(row) => textOf(row, 'code')] },
  'pos.config': byName,
  'account.journal': {
    fields: { type: 'text', name: 'text' },
    // Of cash and bank a shop has one journal as a rule, whatever it is called.
    keys: [(row) => `${String(row['type'])} ${plainName(row) ?? ''}`, (row) => String(row['type'])],
  },
};

export function createReferences(context: PlanContext): References {
  const found = new Map<string, Reference>();
  const names = new Map<string, string>();
  const ofBranch = new Map<ReferenceModel, readonly OdooRow[]>();
  const keyOf = (model: string, id: number) => `${model} ${id}`;

  async function branchRows(model: ReferenceModel): Promise<readonly OdooRow[]> {
    const known = ofBranch.get(model);
    if (known !== undefined) return known;
    const rows = await readAll(context, context.branchClient, model, null);
    for (const row of rows) names.set(keyOf(model, row.id), wordsFor(row));
    ofBranch.set(model, rows);
    return rows;
  }

  return {
    async prepare(model, centralIds) {
      const unknown = [...new Set(centralIds)].filter((id) => !found.has(keyOf(model, id)));
      if (unknown.length === 0) return;
      const linked =
        model === 'account.tax' || model === 'uom.uom'
          ? await remoteIdsOf(context.db, context.branch.id, model, unknown)
          : new Map<number, readonly number[]>();
      const candidates = await branchRows(model);
      const there = new Set(candidates.map(({ id }) => id));
      const ofCentral = new Map((await readAll(context, context.centralClient, model, unknown)).map((row) => [row.id, row]));
      for (const id of unknown) {
        const link = linked.get(id)?.find((remoteId) => there.has(remoteId));
        const row = ofCentral.get(id);
        const remoteId = link ?? (row === undefined ? undefined : recognize(recognitions[model], row, candidates));
        found.set(
          keyOf(model, id),
          remoteId === undefined
            ? { kind: 'missing', name: row === undefined ? `#${id}` : wordsFor(row) }
            : { kind: 'found', remoteId },
        );
      }
    },
    look: async (model) => void (await branchRows(model)),
    isThere: (model, remoteId) => ofBranch.get(model)?.some(({ id }) => id === remoteId) === true,
    find: (model, centralId) => found.get(keyOf(model, centralId)) ?? { kind: 'missing', name: `#${centralId}` },
    nameOf: (model, remoteId) => names.get(keyOf(model, remoteId)) ?? `#${remoteId}`,
    made(model, centralId, remoteId, name) {
      found.set(keyOf(model, centralId), { kind: 'found', remoteId });
      names.set(keyOf(model, remoteId), name);
    },
  };
}

/** The one record that a key finds; several are no answer, and the next key decides. */
function recognize({ keys }: Recognition, row: OdooRow, candidates: readonly OdooRow[]): number | undefined {
  for (const key of keys) {
    const text = key(row);
    const [only, second] = text === null ? [] : candidates.filter((candidate) => key(candidate) === text);
    if (only !== undefined && second === undefined) return only.id;
  }
  return undefined;
}

function readAll({ signal }: PlanContext, client: OdooClient, model: ReferenceModel, ids: readonly number[] | null) {
  const context = model === 'account.tax' && ids !== null ? { active_test: false } : {};
  return readRows(client, model, recognitions[model].fields, {
    ...{ domain: ids === null ? [] : [['id', 'in', [...ids]]], order: 'id', context, signal },
  });
}

function plainName(row: OdooRow): string | null {
  return textOf(row, 'name')?.trim().toLowerCase() ?? null;
}

function wordsFor(row: OdooRow): string {
  return textOf(row, 'complete_name') ?? textOf(row, 'name') ?? textOf(row, 'display_name') ?? `#${row.id}`;
}
