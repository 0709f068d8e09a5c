import { describeFailure } from '../failures/catalogue.ts';
import { branchInWords } from '../receive/order-words.ts';
import { asCarried, idsIn, plainValue } from './carried-value.ts';
import { nameOf, type Obstacle } from './obstacles.ts';
import type { OpenField, OpenModel } from './open-model.ts';
import type { PlanContext } from './push-context.ts';
import type { Carried, OdooRow } from './push-model.ts';
import type { References } from './references.ts';

/** What the branch's record is to have, by field; or what is in the way. */
export type WantedValues = { readonly values: ReadonlyMap<string, Carried> } | { readonly obstacle: Obstacle };

/** A central record's values as the branch is to have them: references by the branch's ids, choices that it has. */
export function wantedValues(
  { branch, masterData }: Pick<PlanContext, 'branch' | 'masterData'>,
  model: OpenModel,
  row: OdooRow,
  references: References,
): WantedValues {
  const values = new Map<string, Carried>();
  for (const field of model.carried) {
    const value = field.central === null ? null : asCarried(row[field.central]);
    const carried = field.joins === undefined ? carriedOver(field, value) : joined(field, field.joins(masterData));
    if (typeof carried === 'object' && carried !== null && 'obstacle' in carried) return carried;
    if (field.leavesOutMissing === true && idsIn(carried).length === 0) continue;
    if (field.isImage === true && carried === null) continue;
    values.set(field.name, plainValue(carried, field));
  }
  return { values };

  function carriedOver(field: OpenField, value: Carried) {
    return field.refersTo === undefined ? choiceOf(field, value) : referred(field, value);
  }

  /** The settings name records of the branch itself. */
  function joined({ name, refersTo }: OpenField, ids: readonly number[]): Carried | { readonly obstacle: Obstacle } {
    const missing = refersTo === undefined ? undefined : ids.find((id) => !references.isThere(refersTo, id));
    return missing === undefined ? ids : { obstacle: missingReference(name, `#${missing}`, `${refersTo} #${missing}`) };
  }

  function choiceOf(field: OpenField, value: Carried): Carried | { readonly obstacle: Obstacle } {
    if (field.choices === null || typeof value !== 'string' || field.choices.includes(value)) return value;
    const other = field.otherChoice?.(value) ?? null;
    if (other !== null && field.choices.includes(other)) return other;
    const words = { record: nameOf(row), field: field.name, value, branch: branchInWords(branch) };
    return {
      obstacle: { ...describeFailure('push.choice_missing', words), fingerprint: `${model.model} ${field.name} ${value}` },
    };
  }

  function referred(field: OpenField, value: Carried): Carried | { readonly obstacle: Obstacle } {
    const { refersTo } = field;
    if (refersTo === undefined) return value;
    const remoteIds: number[] = [];
    for (const id of idsIn(value)) {
      const reference = references.find(refersTo, id);
      if (reference.kind === 'found') remoteIds.push(reference.remoteId);
      else if (field.leavesOutMissing !== true) {
        return { obstacle: missingReference(field.name, reference.name, `${refersTo} ${reference.name}`) };
      }
    }
    return field.remoteKind === 'many' ? remoteIds : (remoteIds[0] ?? null);
  }

  function missingReference(field: string, value: string, fingerprint: string): Obstacle {
    const words = { record: nameOf(row), field, value, branch: branchInWords(branch) };
    return { ...describeFailure('push.reference_missing', words), fingerprint };
  }
}
