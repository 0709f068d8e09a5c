/** One number that a benchmark ends with, so that machines can be compared. */
export type Figure = readonly [name: string, value: number, digits: number];

/** The lines `name: number` that go to stdout. */
export function figureLines(figures: readonly Figure[]): string[] {
  return figures.map(([name, value, digits]) => `${name}: ${value.toFixed(digits)}`);
}
