/** One tick of the planner, as its process tells it. */
export interface Tick {
  /** How long it took. */
  readonly ms: number;
  /** The runs that it made. */
  readonly made: number;
}
