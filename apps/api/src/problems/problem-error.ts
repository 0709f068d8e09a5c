import type { FieldError } from '@branch-sync/contract';

/** What a problem answer says beyond its status. */
export interface ProblemContent {
  /** For people: what is wrong, and what to do. */
  readonly detail: string;
  /** For programs, e.g. `branch.not_found`. */
  readonly code?: string;
  readonly errors?: readonly FieldError[];
}

/** A request that cannot be answered as it was meant; the error handler turns it into problem details. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly status: number;
  readonly content: ProblemContent;

  constructor(status: number, content: ProblemContent) {
    super(content.detail);
    this.status = status;
    this.content = content;
  }
}
