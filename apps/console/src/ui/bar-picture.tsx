import { nextBar } from './bar-scale.ts';
import classes from './bars.module.css';
import { type BarSeries, Bars } from './bars.tsx';

/** A text that begins further to the right would stand out over the end. */
const edge = { wide: 0.945, narrow: 0.84 };

interface Props {
  /** What a bar stands for: `Hour`. */
  readonly label: string;
  readonly series: readonly BarSeries[];
  /** What each place tells, for all series together. */
  readonly told: readonly string[];
  /** What stands under some of the places, by place; every other one only where there is room. */
  readonly ticks: readonly (readonly [place: number, text: string])[];
  /** The place that is pointed at. */
  readonly at: number | null;
  readonly onAt: (at: number | null) => void;
}

/**
 * Rows of bars over one axis. Pointers and arrow keys choose a place, which the caller tells in words; there has to be a table of the same for
 * those who hear the page.
 */
export function BarPicture({ label, series, told, ticks, at, onAt }: Props) {
  const count = told.length;
  const shown = at ?? count - 1;
  return (
    // A slider is what can be walked through by arrow keys, with a value that is told.
    <div
      className={classes['picture']}
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={count - 1}
      aria-valuenow={shown}
      aria-valuetext={told[shown] ?? ''}
      onFocus={() => onAt(shown)}
      onBlur={() => onAt(null)}
      onKeyDown={(event) => {
        const next = nextBar(event.key, shown, count);
        if (next === null) return;
        event.preventDefault();
        onAt(next);
      }}
      onPointerMove={({ clientX, currentTarget }) => onAt(placeUnder(clientX, currentTarget, count))}
      onPointerDown={({ clientX, currentTarget }) => onAt(placeUnder(clientX, currentTarget, count))}
      onPointerLeave={({ currentTarget, pointerType }) => {
        if (pointerType !== 'touch' && currentTarget !== document.activeElement) onAt(null);
      }}
    >
      {series.map((one) => (
        <Bars key={one.name} {...one} at={at} />
      ))}
      <ol className={classes['axis']} style={{ gridTemplateColumns: `repeat(${count}, minmax(0, 1fr))` }} aria-hidden>
        {ticks
          .filter(([place]) => place / count < edge.wide)
          .map(([place, text], index) => {
            const isMinor = index % 2 === 1 || place / count >= edge.narrow;
            return (
              <li key={place} style={{ gridColumnStart: place + 1 }} data-minor={isMinor ? true : undefined}>
                {text}
              </li>
            );
          })}
      </ol>
    </div>
  );
}

function placeUnder(clientX: number, picture: Element, count: number): number {
  const { left, width } = picture.getBoundingClientRect();
  return Math.min(count - 1, Math.max(0, Math.floor(((clientX - left) / width) * count)));
}
