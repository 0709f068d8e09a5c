import type { PreviewInput, PushResult } from '@branch-sync/contract';
import type { PushSearch } from '../../app/routes/push.ts';

export type PushModel = PushResult['model'];
type Rule = NonNullable<PreviewInput['conflicts']>;

/** In the order in which one needs the other. */
export const pushModels: readonly PushModel[] = ['account.tax', 'product.product', 'res.partner', 'pos.payment.method'];

/** Chosen records, by model; central's ids. */
export type ChosenIds = ReadonlyMap<PushModel, readonly number[]>;

/** What somebody has chosen to push. */
export interface Choices {
  /** Null: all that take any of it. */
  readonly branches: readonly string[] | null;
  /** Null: what each branch takes. */
  readonly models: readonly PushModel[] | null;
  readonly mode: 'changed' | 'selected' | 'text' | 'all';
  readonly search: string;
  readonly isChangedOnly: boolean;
  readonly ids: ChosenIds;
  /** Null: as each branch's settings say. */
  readonly conflicts: Rule | null;
}

/** What the address says was chosen. */
export function choicesIn(search: PushSearch): Choices {
  const models = pushModels.filter((model) => search.models?.includes(model));
  return {
    branches: search.all === true ? null : (search.branches ?? []),
    models: models.length === 0 ? null : models,
    mode: search.mode ?? 'changed',
    search: search.search ?? '',
    isChangedOnly: search.changedOnly === true,
    ids: readIds(search.ids ?? []),
    conflicts: search.conflicts ?? null,
  };
}

/** Reads `model:id.id.id`; what is no model or no id is left out. */
export function readIds(texts: readonly string[]): ChosenIds {
  const ids = new Map<PushModel, readonly number[]>();
  for (const text of texts) {
    const [name, list = ''] = text.split(':');
    const model = pushModels.find((one) => one === name);
    const read = list
      .split('.')
      .map(Number)
      .filter((id) => Number.isInteger(id) && id > 0);
    if (model !== undefined && read.length > 0) ids.set(model, [...new Set([...(ids.get(model) ?? []), ...read])]);
  }
  return ids;
}

/** The other way round; undefined where none is chosen. */
export function writeIds(ids: ChosenIds): readonly string[] | undefined {
  const texts = [...ids].flatMap(([model, list]) => (list.length === 0 ? [] : [`${model}:${list.join('.')}`]));
  return texts.length === 0 ? undefined : texts;
}

/** The chosen records with some more of a model, or without them. */
export function withIds(ids: ChosenIds, model: PushModel, changed: readonly number[], isChosen: boolean): ChosenIds {
  const before = ids.get(model) ?? [];
  const after = isChosen ? [...new Set([...before, ...changed])] : before.filter((id) => !changed.includes(id));
  return new Map([...ids, [model, after]]);
}

/** How many records are chosen. */
export function countIds(ids: ChosenIds): number {
  return [...ids.values()].reduce((sum, list) => sum + list.length, 0);
}

/** What the API is asked for. */
export function inputOf({ models, mode, search, isChangedOnly, ids, conflicts }: Choices): PreviewInput {
  const rule = conflicts === null ? {} : { conflicts };
  if (mode === 'selected') return { mode, ids: Object.fromEntries([...ids].map(([model, list]) => [model, [...list]])), ...rule };
  const which = models === null ? {} : { models: [...models] };
  if (mode === 'text') return { mode: isChangedOnly ? 'changed' : 'all', search, ...which, ...rule };
  return { mode, ...which, ...rule };
}

/** A branch, as far as it matters what it takes of central's master data. */
interface Taker {
  readonly code: string;
  readonly masterData: { readonly models: readonly { readonly model: PushModel }[] };
}

/** The branches that are meant: those that were named, or all that take any of it. */
export function branchesMeant<One extends Taker>(
  { branches, models, mode, ids }: Choices,
  known: readonly One[],
): readonly One[] {
  if (branches !== null) return known.filter(({ code }) => branches.includes(code));
  const wanted = mode === 'selected' ? [...ids.keys()] : models;
  return known.filter(({ masterData }) => masterData.models.some(({ model }) => wanted === null || wanted.includes(model)));
}

/** Those that take nothing, where each is to get what it takes: they would be refused. */
export function withoutAny<One extends Taker>({ models, mode }: Choices, branches: readonly One[]): readonly One[] {
  if (models !== null || mode === 'selected') return [];
  return branches.filter(({ masterData }) => masterData.models.length === 0);
}
