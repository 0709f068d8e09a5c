import type { Table } from './table.ts';
import type { Row, Values } from './value.ts';

/** What a transaction has done so far, so that it can be undone: whole, or back to a savepoint. */
export class Transaction {
  /** The transaction's start, with microseconds: the `write_date` of all that it writes. */
  readonly startedAt: string;
  readonly #undo: (() => void)[] = [];

  constructor(startedAt: string) {
    this.startedAt = startedAt;
  }

  insert(table: Table, row: Row): void {
    table.insert(row);
    this.#undo.push(() => table.delete(row.id));
  }

  update(table: Table, row: Row, changes: Values): void {
    const before = table.update(row, changes);
    this.#undo.push(() => table.update(row, before));
  }

  delete(table: Table, row: Row): void {
    table.delete(row.id);
    this.#undo.push(() => table.insert(row));
  }

  savepoint(): number {
    return this.#undo.length;
  }

  rollback(savepoint = 0): void {
    while (this.#undo.length > savepoint) this.#undo.pop()?.();
  }
}
