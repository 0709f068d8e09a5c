import { withoutValues } from './without-values.ts';

/** An error's causes below this one are left out. */
const deepest = 8;

/**
 * An error for the log: its kind, words, code, stack, causes and, of several in one, each. drizzle's errors quote the values of the query; those are cut
 * off, from the stack too. Nothing that an error does when it is looked at gets through.
 */
export function serializeError(error: unknown): unknown {
  return toldOf(error, []);
}

function toldOf(error: unknown, above: readonly unknown[]): unknown {
  if (!(error instanceof Error)) return error;
  if (above.includes(error) || above.length > deepest) return '[left out]';
  const below = [...above, error];
  const text = (field: 'name' | 'message' | 'stack') => {
    const value = attempt(() => error[field]);
    return typeof value === 'string' ? withoutValues(value) : '';
  };
  const code = attempt(() => ('code' in error ? error.code : undefined));
  const cause = attempt(() => error.cause);
  const errors = attempt(() => (error instanceof AggregateError ? [...error.errors] : undefined));
  return {
    type: text('name'),
    message: text('message'),
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    stack: text('stack'),
    ...(cause === undefined ? {} : { cause: toldOf(cause, below) }),
    ...(Array.isArray(errors) ? { errors: errors.map((one) => toldOf(one, below)) } : {}),
  };
}

function attempt(look: () => unknown): unknown {
  try {
    return look();
  } catch {
    return undefined;
  }
}
