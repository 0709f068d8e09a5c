export type RunConflictCode = 'branch.archived' | 'run.not_over' | 'run.nothing_to_retry' | 'run.over' | 'run.too_much_to_retry';

/** What is wanted of a run does not go with the state that it is in. The message is for people: why, and what to do. */
export class RunConflictError extends Error {
  override readonly name = 'RunConflictError';
  readonly code: RunConflictCode;

  constructor(code: RunConflictCode, message: string) {
    super(message);
    this.code = code;
  }
}
