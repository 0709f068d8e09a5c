import { countText } from '../format/money.ts';
import { scaleTop } from './bar-scale.ts';
import classes from './bars.module.css';

/** One row of bars. */
export interface BarSeries {
  readonly name: string;
  readonly tone: 'in' | 'bad';
  readonly values: readonly number[];
}

/** A row of bars on a scale of its own; what it shows is told beside it. */
export function Bars({ name, tone, values, at }: BarSeries & { readonly at: number | null }) {
  const top = scaleTop(Math.max(...values));
  const step = 100 / values.length;
  return (
    <div className={classes['bars']} data-tone={tone}>
      <p>
        {name} <span>up to {countText(top)}</span>
      </p>
      <svg aria-hidden="true">
        {values.map((value, index) => {
          const height = (value / top) * 100;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place.
            <g key={index} data-at={index === at}>
              <rect className={classes['ground']} x={`${index * step}%`} y="0" width={`${step}%`} height="100%" />
              <rect
                className={classes['bar']}
                x={`${(index + 0.12) * step}%`}
                y={`${100 - height}%`}
                width={`${step * 0.76}%`}
                height={`${height}%`}
                rx="2"
              />
            </g>
          );
        })}
      </svg>
    </div>
  );
}
