import classes from './map.module.css';
import { dayStatuses } from './words.ts';

/** What the cells of the map mean. */
export function Legend() {
  return (
    <span className={classes['legend']}>
      {Object.entries(dayStatuses).map(([status, { word, mark }]) => (
        <span key={status}>
          <span className={classes['cell']} data-status={status} aria-hidden>
            {status === 'differs' ? '3' : mark}
          </span>
          {status === 'differs' ? 'Differs, with its findings' : word}
        </span>
      ))}
      <span>
        <span className={classes['cell']} aria-hidden />
        Not compared
      </span>
    </span>
  );
}
