/** The run gave its place back before it was through, for the worker stops or others wait: it goes on later from where it is. */
export class RunPausedError extends Error {
  override readonly name = 'RunPausedError';
}

/** The run ended at a border of its work because somebody has called it off. What it did before stays. */
export class RunCancelledError extends Error {
  override readonly name = 'RunCancelledError';
}
