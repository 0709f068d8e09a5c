import type { FieldDescription } from '@branch-sync/odoo';
import { digestOf } from './carried-value.ts';
import { requireSameMoney, stateOfPricelists } from './prices.ts';
import type { PlanContext } from './push-context.ts';
import type { FieldKind, PushField, PushModel } from './push-model.ts';

/** A field that is carried to this branch, by the names that its Odoo has. */
export interface OpenField extends Omit<PushField, 'central'> {
  /** Null: it is not of central's record. */
  readonly central: string | null;
  readonly centralKind: FieldKind;
  readonly read: string;
  readonly column: string;
  /** As the branch's Odoo has it: where an earlier version has one reference, `many` becomes the first. */
  readonly remoteKind: FieldKind;
  /** How many decimals the branch keeps; null: as it is given. */
  readonly decimals: number | null;
  /** The choices that the branch's Odoo has; null: any text. */
  readonly choices: readonly string[] | null;
}

/** A model as it is pushed to this branch. */
export interface OpenModel extends PushModel {
  readonly carried: readonly OpenField[];
  /** Fields that the branch's settings want and one of the two Odoos does not have. */
  readonly leftOut: readonly string[];
  /** A digest of how records are carried: where it is another than at the last push, they are looked into again. */
  readonly manner: string;
}

/** Looks which of the wanted fields both sides have, in one call a side, and that both count in the same money. Throws
 * `OdooError` and `RunStoppedError`. */
export async function openModel(context: PlanContext, model: PushModel): Promise<OpenModel> {
  const { branchClient, centralClient, signal } = context;
  const wanted = wantedFields(context, model);
  const [ofBranch, ofCentral] = await Promise.all([
    branchClient.fieldsGet(model.model, [...new Set(wanted.flatMap(({ remote }) => remote.flatMap(namesOf)))], signal),
    centralClient.fieldsGet(
      model.model,
      wanted.flatMap(({ central }) => central),
      signal,
    ),
  ]);
  const carried = wanted.flatMap((field) => openField(field, ofBranch, ofCentral));
  const prices = await openPrices(context, carried);
  const names = new Set(carried.map(({ name }) => name));
  const ways = carried.map(({ name, read, column, decimals, joins }) => [
    name,
    read,
    column,
    decimals,
    joins?.(context.masterData),
  ]);
  const manner = digestOf([...ways, prices, context.branch.masterData.conflicts]);
  return { ...model, carried, manner, leftOut: wanted.filter(({ name }) => !names.has(name)).map(({ name }) => name) };
}

/** What the prices hang on besides the products; null where they are the products' own. */
async function openPrices(context: PlanContext, carried: readonly OpenField[]) {
  const { pricelistId } = context.masterData;
  if (!carried.some(({ money }) => money !== undefined)) return null;
  await requireSameMoney(context);
  if (pricelistId === null || !carried.some(({ money }) => money === 'price')) return null;
  return [pricelistId, ...(await stateOfPricelists(context))];
}

function wantedFields({ masterData }: PlanContext, model: PushModel): readonly PushField[] {
  const chosen = masterData.models.find((one) => one.model === model.model)?.fields ?? null;
  return model.fields.filter(({ name, byDefault, joins }) => {
    if (joins !== undefined) return joins(masterData).length > 0;
    if (name === 'active') return masterData.archive;
    // A record cannot be made without its name.
    return name === 'name' || (chosen === null ? byDefault : chosen.includes(name));
  });
}

type Descriptions = Readonly<Record<string, FieldDescription>>;

function openField(field: PushField, ofBranch: Descriptions, ofCentral: Descriptions): OpenField[] {
  const central = field.central.find((name) => name in ofCentral) ?? null;
  const variant = field.remote.find((one) => namesOf(one).every((name) => name in ofBranch));
  const description = ofBranch[variant?.column.replace('/.id', '') ?? ''];
  if ((central === null && field.joins === undefined) || variant === undefined || description === undefined) return [];
  const decimals = field.kind === 'number' ? (description.digits?.[1] ?? null) : null;
  const choices = description.selection?.map(([key]) => key) ?? null;
  const kinds = { centralKind: kindOf(field, ofCentral[central ?? '']), remoteKind: kindOf(field, description) };
  return [{ ...field, central, read: variant.read, column: variant.column, ...kinds, decimals, choices }];
}

/** Where an earlier version has one reference, that is what there is. */
function kindOf({ kind }: PushField, description: FieldDescription | undefined): FieldKind {
  return kind === 'many' && description?.type === 'many2one' ? 'one' : kind;
}

function namesOf({ read, column }: PushField['remote'][number]): string[] {
  return [read, column.replace('/.id', '')];
}
