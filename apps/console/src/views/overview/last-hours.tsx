import { useState } from 'react';
import { clockText } from '../../format/time.ts';
import { Card } from '../../ui/page.tsx';
import { Bars } from './bars.tsx';
import classes from './hours.module.css';
import { allHours, type Hour, hourText, hourTold, nextBar } from './hours.ts';
import { HoursTable } from './hours-table.tsx';

const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Imports and failures of the last 24 hours, hour by hour. */
export function LastHours({ hours }: { readonly hours: readonly Hour[] }) {
  const [at, setAt] = useState<number | null>(null);
  const pointed = at === null ? undefined : hours[at];
  const shown = at ?? hours.length - 1;
  const told =
    pointed === undefined ? `All together: ${hourTold(allHours(hours))}` : `${hourText(pointed)}: ${hourTold(pointed)}`;
  const current = hours[shown];

  return (
    <Card title="Last 24 hours" note={`By the hour, ${zone}`} actions={<span className={classes['told']}>{told}</span>}>
      {/* A slider is what can be walked through by arrow keys, with a value that is told. */}
      <div
        className={classes['picture']}
        role="slider"
        tabIndex={0}
        aria-label="Hour"
        aria-valuemin={0}
        aria-valuemax={hours.length - 1}
        aria-valuenow={shown}
        aria-valuetext={current === undefined ? '' : `${hourText(current)}: ${hourTold(current)}`}
        onFocus={() => setAt(shown)}
        onBlur={() => setAt(null)}
        onKeyDown={(event) => {
          const next = nextBar(event.key, shown, hours.length);
          if (next === null) return;
          event.preventDefault();
          setAt(next);
        }}
        onPointerMove={({ clientX, currentTarget }) => setAt(barUnder(clientX, currentTarget, hours.length))}
        onPointerDown={({ clientX, currentTarget }) => setAt(barUnder(clientX, currentTarget, hours.length))}
        onPointerLeave={({ currentTarget, pointerType }) => {
          if (pointerType !== 'touch' && currentTarget !== document.activeElement) setAt(null);
        }}
      >
        <Bars name="Orders in" tone="in" values={hours.map(({ imported }) => imported)} at={at} />
        <Bars name="New failures" tone="bad" values={hours.map(({ failures }) => failures)} at={at} />
        <ol className={classes['axis']} aria-hidden>
          {hours.map((hour, index) => (
            <li key={hour.from}>{index % 3 === 0 ? clockText(hour.from) : ''}</li>
          ))}
        </ol>
      </div>
      <HoursTable hours={hours} />
    </Card>
  );
}

function barUnder(clientX: number, picture: Element, count: number): number {
  const { left, width } = picture.getBoundingClientRect();
  return Math.min(count - 1, Math.max(0, Math.floor(((clientX - left) / width) * count)));
}
