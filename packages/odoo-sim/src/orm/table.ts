import type { Row, StoredValue, Values } from './value.ts';

/** The rows of one model, by id, with the indexes that keep big tables fast. Undo is the caller's (see transaction.ts). */
export class Table {
  readonly #rows = new Map<number, Row>();
  readonly #sortedIds: number[] = [];
  readonly #indexes: ReadonlyMap<string, Map<StoredValue, number[]>>;
  #lastId = 0;

  constructor(indexedFields: readonly string[]) {
    this.#indexes = new Map(indexedFields.map((field) => [field, new Map()]));
  }

  get size(): number {
    return this.#rows.size;
  }

  /** A new id. Like a Postgres sequence it is never given twice, not even when the transaction that took it fails. */
  nextId(): number {
    this.#lastId += 1;
    return this.#lastId;
  }

  get(id: number): Row | undefined {
    return this.#rows.get(id);
  }

  /** All ids, ascending. */
  ids(): readonly number[] {
    return this.#sortedIds;
  }

  isIndexed(field: string): boolean {
    return this.#indexes.has(field);
  }

  /** Ids of the rows whose indexed column holds exactly this value, ascending. */
  idsWhere(field: string, value: StoredValue): readonly number[] {
    return this.#indexes.get(field)?.get(value) ?? [];
  }

  insert(row: Row): void {
    this.#rows.set(row.id, row);
    insertSorted(this.#sortedIds, row.id);
    if (row.id > this.#lastId) this.#lastId = row.id;
    for (const [field, index] of this.#indexes) addToIndex(index, row[field], row.id);
  }

  /** Changes columns and gives what they held before, for undo. */
  update(row: Row, changes: Values): Record<string, StoredValue> {
    const before: Record<string, StoredValue> = {};
    for (const [field, value] of Object.entries(changes)) {
      const old = row[field] ?? false;
      before[field] = old;
      const index = this.#indexes.get(field);
      if (index && old !== value) {
        removeFromIndex(index, old, row.id);
        addToIndex(index, value, row.id);
      }
      row[field] = value;
    }
    return before;
  }

  delete(id: number): void {
    const row = this.#rows.get(id);
    if (!row) return;
    this.#rows.delete(id);
    removeSorted(this.#sortedIds, id);
    for (const [field, index] of this.#indexes) removeFromIndex(index, row[field], id);
  }
}

function addToIndex(index: Map<StoredValue, number[]>, value: StoredValue | undefined, id: number): void {
  if (value === undefined || value === false) return;
  const ids = index.get(value);
  if (ids) insertSorted(ids, id);
  else index.set(value, [id]);
}

function removeFromIndex(index: Map<StoredValue, number[]>, value: StoredValue | undefined, id: number): void {
  if (value === undefined || value === false) return;
  const ids = index.get(value);
  if (!ids) return;
  removeSorted(ids, id);
  if (ids.length === 0) index.delete(value);
}

/** The first position whose id is not below `id`. */
export function lowerBound(ids: readonly number[], id: number): number {
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ids[middle] ?? 0) < id) low = middle + 1;
    else high = middle;
  }
  return low;
}

function insertSorted(ids: number[], id: number): void {
  // New records have the highest id: the usual case is a push.
  if (id > (ids.at(-1) ?? 0)) ids.push(id);
  else ids.splice(lowerBound(ids, id), 0, id);
}

function removeSorted(ids: number[], id: number): void {
  const position = lowerBound(ids, id);
  if (ids[position] === id) ids.splice(position, 1);
}
