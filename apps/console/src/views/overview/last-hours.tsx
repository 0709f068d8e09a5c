import { useState } from 'react';
import { clockText } from '../../format/time.ts';
import { ownZone } from '../../format/zoned.ts';
import { BarPicture } from '../../ui/bar-picture.tsx';
import { Card } from '../../ui/page.tsx';
import { allHours, type Hour, hourText, hourTold } from './hours.ts';
import { HoursTable } from './hours-table.tsx';
import classes from './totals.module.css';

const everyTick = 3;

/** Imports and failures of the last 24 hours, hour by hour. */
export function LastHours({ hours }: { readonly hours: readonly Hour[] }) {
  const [at, setAt] = useState<number | null>(null);
  const told = hours.map((hour) => `${hourText(hour)}: ${hourTold(hour)}`);
  const shown = at === null ? `All together: ${hourTold(allHours(hours))}` : told[at];
  return (
    <Card title="Last 24 hours" note={`By the hour, ${ownZone}`} actions={<span className={classes['told']}>{shown}</span>}>
      <BarPicture
        label="Hour"
        series={[
          { name: 'Orders in', tone: 'in', values: hours.map(({ imported }) => imported) },
          { name: 'New failures', tone: 'bad', values: hours.map(({ failures }) => failures) },
        ]}
        told={told}
        ticks={hours.flatMap(({ from }, place) => (place % everyTick === 0 ? [[place, clockText(from)] as const] : []))}
        at={at}
        onAt={setAt}
      />
      <HoursTable hours={hours} />
    </Card>
  );
}
