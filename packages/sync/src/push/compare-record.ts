import type { FieldChange, MasterData, PushedRecord } from '@branch-sync/db';
import { asCarried, digestOf, idsIn, inWords, isSameValue, keptInstead, plainValue } from './carried-value.ts';
import type { OpenField, OpenModel } from './open-model.ts';
import type { Carried, OdooRow } from './push-model.ts';
import type { References } from './references.ts';

/** One field of a record: what the branch is to have, and what it has (null for a new record). */
export interface PlannedField {
  readonly field: OpenField;
  readonly wanted: Carried;
  readonly now: Carried;
  /** `write`: it is sent; `same`: nothing to do; `kept`: the branch's own value stays; `conflict`: somebody has to say. */
  readonly state: 'write' | 'same' | 'kept' | 'conflict';
}

/**
 * Holds a record's values against the branch's, field by field. What the branch made of a value when it was sent (a telephone number written its
 * way) counts as that value. Changed in the branch is what is no longer what it was after the last push.
 */
export function compareRecord(
  model: OpenModel,
  wanted: ReadonlyMap<string, Carried>,
  remote: OdooRow | null,
  base: PushedRecord | null,
  conflicts: MasterData['conflicts'],
): readonly PlannedField[] {
  return model.carried.flatMap((field): PlannedField[] => {
    const now = remote === null ? null : plainValue(asCarried(remote[field.read]), field);
    const value = joinedTo(field, wanted.get(field.name), now);
    if (value === undefined) return [];
    return [{ field, wanted: value, now, state: stateOf(field, value, now) }];
  });

  function stateOf(field: OpenField, value: Carried, now: Carried): PlannedField['state'] {
    if (remote === null) return 'write';
    if (isSameValue(value, now)) return 'same';
    // Its siblings would change with it.
    if (field.isOfTemplate === true && isOfSeveral(remote)) return 'kept';
    const sent = base?.sent[field.name];
    const became = base?.became[field.name];
    if (sent === undefined || became === undefined) return 'write';
    if (sent === keptInstead(value)) return conflicts === 'central_wins' ? 'write' : 'kept';
    const isChangedThere = digestOf(now) !== became;
    if (!isChangedThere) return digestOf(value) === sent ? 'same' : 'write';
    if (conflicts === 'central_wins') return 'write';
    return conflicts === 'branch_wins' ? 'kept' : 'conflict';
  }
}

/** Whether a variant has siblings: what is of their template is of them all. */
export function isOfSeveral(remote: OdooRow | null): boolean {
  return Number(remote?.['product_variant_count'] ?? 1) > 1;
}

/** What joins the branch's own takes none of it away. */
function joinedTo(field: OpenField, value: Carried | undefined, now: Carried): Carried | undefined {
  if (field.joins === undefined || value === undefined) return value;
  return plainValue([...new Set([...idsIn(now), ...idsIn(value)])], field);
}

/** The changes in words. */
export function changesInWords(fields: readonly PlannedField[], references: References): FieldChange[] {
  return (
    fields
      .filter(({ state }) => state !== 'same')
      .map(({ field, wanted, now }) => ({ field: field.name, before: words(field, now), after: words(field, wanted) }))
      // A new record's empty fields.
      .filter(({ before, after }) => before !== null || after !== null)
  );

  function words(field: OpenField, value: Carried): string | null {
    const { refersTo } = field;
    if (refersTo === undefined || typeof value === 'string') return inWords(value, String);
    return value === null ? null : inWords(idsIn(value), (id) => references.nameOf(refersTo, id));
  }
}
