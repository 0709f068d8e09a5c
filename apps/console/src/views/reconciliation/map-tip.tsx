import classes from './map.module.css';

/** What a cell tells, and where, in pixels of the map. */
export interface Tip {
  readonly text: string;
  readonly left: number;
  readonly top: number;
}

/** Half of the tip's greatest width: it stays within the map. */
const half = 150;

/** The tip of a cell, over its middle; null where it has nothing to tell. */
export function tipAt(cell: HTMLElement | null, region: HTMLElement | null): Tip | null {
  const text = cell?.getAttribute('aria-label') ?? null;
  if (cell === null || region === null || text === null) return null;
  const [at, around] = [cell.getBoundingClientRect(), region.getBoundingClientRect()];
  const middle = at.left + at.width / 2 - around.left;
  return { text, left: Math.max(half, Math.min(around.width - half, middle)), top: at.top - around.top };
}

/** What a cell tells, for those who see: its link says the same. */
export function MapTip({ of: { text, left, top } }: { readonly of: Tip }) {
  return (
    <div className={classes['tip']} style={{ left, top }} aria-hidden>
      {text}
    </div>
  );
}
