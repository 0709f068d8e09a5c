import type { MasterDataCondition } from '@branch-sync/db';
import type { Domain, OdooContext, OdooValue } from '@branch-sync/odoo';
import { sizesOfImages } from './images.ts';
import { inLanguage } from './languages.ts';
import type { OpenModel } from './open-model.ts';
import { withPrices } from './prices.ts';
import type { PlanContext } from './push-context.ts';
import type { FieldKind, OdooRow, PushModel } from './push-model.ts';
import { readRows } from './read-rows.ts';

/** Product names without their references: Odoo puts them before the name otherwise. */
export const bareNames = { display_default_code: false } as const;

/** What of central's records of a model the branch takes. */
export function centralDomain(
  { masterData, branch, request }: Pick<PlanContext, 'masterData' | 'branch' | 'request'>,
  model: PushModel,
): Domain {
  const selection = masterData.models.find((one) => one.model === model.model);
  const terms: OdooValue[] = [...model.domain];
  if (selection !== undefined) {
    const { categoryIds, tagIds, conditions } = selection;
    if (categoryIds.length > 0 && model.categoryField !== null) terms.push([model.categoryField, 'child_of', [...categoryIds]]);
    if (tagIds.length > 0 && model.tagField !== null) terms.push([model.tagField, 'in', [...tagIds]]);
    for (const { field, operator, value } of conditions) terms.push([field, operator, conditionValue(value)]);
  }
  if (request.search !== undefined) terms.push(...hasText(model.searched, request.search));
  if (branch.companyId !== null && model.model !== 'account.tax') terms.push(['company_id', 'in', [branch.companyId, false]]);
  if (branch.companyId !== null && model.model === 'account.tax') terms.push(['company_id', '=', branch.companyId]);
  return terms;
}

/** The context that central is read in: archived records too where they are archived in the branch as well. */
export function centralContext({
  masterData,
  branch,
  languages,
}: Pick<PlanContext, 'masterData' | 'branch' | 'languages'>): OdooContext {
  return {
    ...bareNames,
    ...sizesOfImages,
    ...inLanguage(languages.central),
    active_test: !masterData.archive,
    ...(branch.companyId === null ? {} : { allowed_company_ids: [branch.companyId] }),
  };
}

/** What is read of central's records. */
function centralFields(model: OpenModel): Record<string, FieldKind> {
  const fields: Record<string, FieldKind> = { name: 'text', write_date: 'text', active: 'flag' };
  for (const { fields: ofKey } of model.keys) Object.assign(fields, ofKey);
  for (const { field } of model.unique) fields[field] = 'text';
  for (const { central, centralKind } of model.carried) {
    if (central !== null) fields[central] = centralKind;
  }
  return fields;
}

/** Central's records of these ids, by id; those that the branch does not take, or that are gone, are left out. Throws `OdooError`. */
export async function readCentralRecords(
  context: PlanContext,
  model: OpenModel,
  ids: readonly number[],
): Promise<readonly OdooRow[]> {
  if (ids.length === 0) return [];
  const rows = await readRows(context.centralClient, model.model, centralFields(model), {
    domain: [['id', 'in', [...ids]], ...centralDomain(context, model)],
    order: 'id',
    context: centralContext(context),
    signal: context.signal,
  });
  const priced = model.carried.find(({ money }) => money === 'price')?.central ?? null;
  return priced === null ? rows : withPrices(context, rows, priced, centralContext(context));
}

/** One of the fields has the text; Odoo's `|` stands before two terms. */
function hasText(fields: readonly string[], text: string): OdooValue[] {
  return [...fields.slice(1).map(() => '|'), ...fields.map((field) => [field, 'ilike', text])];
}

function conditionValue(value: MasterDataCondition['value']): OdooValue {
  return typeof value === 'object' ? [...value] : value;
}
