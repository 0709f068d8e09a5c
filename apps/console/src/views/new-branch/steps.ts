/** The way to a new branch. */
export const steps = [
  { step: 'connect', name: 'Connect' },
  { step: 'test', name: 'Test' },
  { step: 'defaults', name: 'Defaults' },
  { step: 'map', name: 'Map' },
  { step: 'dry-run', name: 'Dry run' },
  { step: 'schedule', name: 'Schedule' },
] as const;

export type Step = (typeof steps)[number]['step'];
/** Those that come before there is a branch. */
export type EarlyStep = Extract<Step, 'connect' | 'test' | 'defaults'>;

/** The step after one; the last has none. */
export function after(step: Step): Step | undefined {
  return steps[steps.findIndex((one) => one.step === step) + 1]?.step;
}

/** The step before one; the first has none. */
export function before(step: Step): Step | undefined {
  const index = steps.findIndex((one) => one.step === step);
  return index < 1 ? undefined : steps[index - 1]?.step;
}
