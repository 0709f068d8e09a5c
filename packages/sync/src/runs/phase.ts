import type { RunContext } from './run-context.ts';

/** Does a part of a run's work under its name, where somebody wants to know. */
export function phase<T>({ inPhase }: Pick<RunContext, 'inPhase'>, name: string, work: () => Promise<T>): Promise<T> {
  return inPhase === undefined ? work() : inPhase(name, work);
}
