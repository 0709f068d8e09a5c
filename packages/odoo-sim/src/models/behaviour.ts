import type { Environment } from '../orm/environment.ts';
import type { Row, Values } from '../orm/value.ts';

/** What a model does beyond keeping columns. */
export interface Behaviour {
  /** Fields that the database refuses to leave empty. */
  readonly required?: readonly string[];
  /** One2many fields whose records are deleted with this one. */
  readonly owns?: readonly string[];
  /** Defaults and computed columns of a new record. */
  readonly complete?: (env: Environment, values: Values, id: number) => Values;
  /** Refuses what the model does not allow. `row` is the record as it stands, null for a new one. */
  readonly check?: (env: Environment, changes: Values, row: Row | null) => void;
  /** What is really written for some changes: rounded, with the columns that follow from them. */
  readonly recompute?: (env: Environment, row: Row, changes: Values) => Values;
  /** What must follow elsewhere once the record stands. */
  readonly afterChange?: (env: Environment, row: Row) => void;
  readonly afterUnlink?: (env: Environment, row: Row) => void;
}
