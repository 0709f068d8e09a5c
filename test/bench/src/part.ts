import type { Bench } from './bench.ts';
import type { Figure } from './figures.ts';

/** One thing that is measured, by itself or with others. */
export interface Part {
  /** As the command line and its figures call it. */
  readonly name: string;
  /** For the help text: what it measures, and how long that takes. */
  readonly summary: string;
  /** Throws where what was measured did not do its work. */
  measure(bench: Bench, options: PartOptions): Promise<Figure[]>;
}

export interface PartOptions {
  /** Small numbers, to show that it works. */
  readonly isQuick: boolean;
  /** How long the main measurement goes on, where that is a matter of taste; null: as long as the part thinks fit. */
  readonly minutes: number | null;
}
