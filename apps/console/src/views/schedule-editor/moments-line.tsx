import { whenText } from '../../format/zoned.ts';
import classes from './moments.module.css';
import { placesOn } from './places-on.ts';

interface Props {
  /** ISO 8601, ascending. */
  readonly moments: readonly string[];
  readonly nowMs: number;
  readonly timezone: string;
}

/** Moments on a line from now to the last of them; the table beside it says them to those who do not see it. */
export function MomentsLine({ moments, nowMs, timezone }: Props) {
  const last = moments.at(-1);
  if (last === undefined) return null;
  return (
    <div aria-hidden>
      <div className={classes['line']}>
        <i data-now style={{ left: '0%' }} />
        {placesOn(moments, nowMs).map((place, index) => (
          <i key={moments[index]} style={{ left: `${place * 100}%` }} />
        ))}
      </div>
      <div className={classes['ends']}>
        <span>now</span>
        <span>{whenText(last, timezone)}</span>
      </div>
    </div>
  );
}
