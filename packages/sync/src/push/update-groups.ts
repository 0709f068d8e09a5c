import { groupBy } from '../group-by.ts';
import type { PlannedField } from './compare-record.ts';
import { isNoImage } from './images.ts';
import type { OpenField, OpenModel } from './open-model.ts';
import type { PlannedRecord } from './planned-record.ts';

/** A record on its way: what is sent of it. */
export interface Outgoing {
  readonly planned: PlannedRecord;
  readonly remoteId: number | null;
  readonly fields: readonly PlannedField[];
}

/** So many `load`s for a page's updates are a good many: beyond that, records of different changes go together where that does no harm. */
const fewLoads = 3;

/** What is to be updated, by groups that go in one `load`: the same columns, or such as may be repeated. */
export function updateGroups(model: OpenModel, planned: readonly PlannedRecord[]): readonly (readonly Outgoing[])[] {
  const outgoing = planned.map((one) => ({
    ...{ planned: one, remoteId: one.remoteId },
    fields: one.fields.filter((field) => field.state === 'write' && isNoImage(field)),
  }));
  const filled = outgoing.filter(({ fields }) => fields.length > 0);
  const groups = [...groupBy(filled, columnsOf).values()].sort((a, b) => b.length - a.length);
  return [...groups.slice(0, fewLoads), ...mergeGroups(model, groups.slice(fewLoads))];
}

/** The columns that are sent, in words: records of the same go together. */
export function columnsOf({ fields }: Pick<Outgoing, 'fields'>): string {
  return fields.map(({ field }) => field.name).join(' ');
}

function mergeGroups(model: OpenModel, groups: readonly (readonly Outgoing[])[]): readonly (readonly Outgoing[])[] {
  const merged: { names: ReadonlySet<string>; records: readonly Outgoing[] }[] = [];
  for (const group of groups) {
    const own = new Set(group[0]?.fields.map(({ field }) => field.name));
    const mate = merged.find(({ names, records }) => {
      const all = new Set([...names, ...own]);
      return [...records, ...group].every((one) => canSend(model, one, all));
    });
    if (mate === undefined) merged.push({ names: own, records: group });
    else {
      mate.names = new Set([...mate.names, ...own]);
      mate.records = [...mate.records, ...group];
    }
  }
  return merged.map(({ names, records }) => records.map((one) => withColumns(one, names)));
}

function canSend(model: OpenModel, { planned }: Outgoing, names: ReadonlySet<string>): boolean {
  return planned.fields.every((one) => !names.has(one.field.name) || one.state === 'write' || mayRepeat(model, planned, one));
}

/**
 * Whether a field may be written as the branch has it: what is read is what is written, no sibling shares it, nobody wants it otherwise, and Odoo does not
 * ask whether it differs before it refuses.
 */
function mayRepeat({ heldByTills }: OpenModel, { isShared }: PlannedRecord, { field, state }: PlannedField): boolean {
  if (state !== 'same' || !isReadAsWritten(field) || (field.isOfTemplate === true && isShared)) return false;
  if (heldByTills === null) return true;
  return heldByTills.fields !== null && !heldByTills.fields.includes(field.name);
}

function isReadAsWritten({ read, column }: OpenField): boolean {
  return read === column.replace('/.id', '');
}

/** With these columns: where nothing changes, what the branch has. */
function withColumns({ planned, remoteId }: Outgoing, names: ReadonlySet<string>): Outgoing {
  const fields = planned.fields
    .filter(({ field }) => names.has(field.name))
    .map((field) => (field.state === 'write' ? field : { ...field, wanted: field.now }));
  return { planned, remoteId, fields };
}
