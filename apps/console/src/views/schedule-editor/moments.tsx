import type { ScheduleMoments } from '@branch-sync/contract';
import { Text } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { awayText } from '../../format/time.ts';
import { ownZone, whenText } from '../../format/zoned.ts';
import { useNow } from '../../live/now.ts';
import { Waiting } from '../../ui/answer.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import classes from './moments.module.css';
import { MomentsLine } from './moments-line.tsx';

interface Props {
  readonly of: UseQueryResult<ScheduleMoments>;
  readonly timezone: string;
  readonly isPaused: boolean;
}

/** When a schedule comes due next, on a line and on both clocks. What is wrong with it is told at its fields. */
export function Moments({ of: { data, error, fetchStatus }, timezone, isPaused }: Props) {
  const now = useNow();
  if (error !== null) return <Text size="sm">The next moments are shown once the schedule is whole.</Text>;
  if (fetchStatus === 'idle' && data === undefined) return null;
  if (data === undefined) return <Waiting label="Asking for the next moments" />;
  const { moments } = data;
  if (moments.length === 0) return <Text size="sm">It never comes due: its cron has no time inside the part of the day.</Text>;
  return (
    <div className={classes['moments']}>
      {isPaused ? <Text size="sm">Paused: these moments pass until it is resumed.</Text> : null}
      <MomentsLine moments={moments} nowMs={now} timezone={timezone} />
      <Text size="sm" c="dimmed">
        {timezone === ownZone
          ? `Your clock is the branch’s: ${timezone}.`
          : `The branch’s clock is ${timezone}, yours ${ownZone}.`}
      </Text>
      <Table label="Next moments" columns={columnsOf(timezone, now)} rows={moments} keyOf={(at) => at} />
    </div>
  );
}

function columnsOf(timezone: string, now: number): Column<string>[] {
  const inZone = (zone: string) => (at: string) => <time dateTime={at}>{whenText(at, zone)}</time>;
  const away = { head: 'From now', cell: (at: string) => awayText(at, now), isNumber: true };
  if (timezone === ownZone) return [{ head: 'Moment', cell: inZone(timezone) }, away];
  return [{ head: 'Branch’s clock', cell: inZone(timezone) }, { head: 'Your clock', cell: inZone(ownZone) }, away];
}
