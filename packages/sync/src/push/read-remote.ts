import type { Domain } from '@branch-sync/odoo';
import { sizesOfImages } from './images.ts';
import { inLanguage } from './languages.ts';
import type { OpenModel } from './open-model.ts';
import type { PlanContext } from './push-context.ts';
import type { FieldKind, OdooRow } from './push-model.ts';
import { bareNames } from './read-central.ts';
import { readRows } from './read-rows.ts';

/** Of the records themselves alone: with `active_test: false` archived variants would count among a product's variants too. */
const archivedToo = ['active', 'in', [true, false]] as const;

/** The branch's records of a domain, archived or not, with all that a push compares. Throws `OdooError`. */
export function readRemoteRecords(
  { branchClient, languages, signal }: PlanContext,
  model: OpenModel,
  domain: Domain,
): Promise<readonly OdooRow[]> {
  const context = { ...bareNames, ...sizesOfImages, ...inLanguage(languages.branch) };
  return readRows(branchClient, model.model, remoteFields(model), {
    ...{ domain: [archivedToo, ...domain], order: 'id', context, signal },
  });
}

/** What is read of the branch's records. */
function remoteFields(model: OpenModel): Record<string, FieldKind> {
  const fields: Record<string, FieldKind> = { write_date: 'text', name: 'text', active: 'flag' };
  for (const { fields: ofKey } of model.keys) Object.assign(fields, ofKey);
  for (const { field } of model.unique) fields[field] = 'text';
  for (const { read, remoteKind } of model.carried) fields[read] = remoteKind;
  return { ...fields, ...model.alsoRead };
}
