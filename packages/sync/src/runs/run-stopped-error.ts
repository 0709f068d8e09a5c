import type { FailureDescription } from '../failures/catalogue.ts';

/** A run cannot go on for a reason of the catalogue that is not Odoo's doing. */
export class RunStoppedError extends Error {
  override readonly name = 'RunStoppedError';
  readonly description: FailureDescription;

  constructor(description: FailureDescription) {
    super(description.message);
    this.description = description;
  }
}
