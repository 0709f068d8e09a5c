/** Something is wrong that a person can put right: said without a stack. */
export class CommandError extends Error {
  override readonly name: string = 'CommandError';
}

/** The command line is not understood. */
export class UsageError extends CommandError {
  override readonly name = 'UsageError';
}
