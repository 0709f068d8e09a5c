/** What fields of a form need: what they hold, how it is changed, and what the API had against it, by field. */
export interface FieldsOf<Values> {
  readonly values: Values;
  readonly set: (change: Partial<Values>) => void;
  readonly errors: Readonly<Record<string, string>>;
  /** Whether whoever looks may not change it. */
  readonly isReadOnly: boolean;
}
