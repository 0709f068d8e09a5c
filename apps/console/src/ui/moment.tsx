import { Tooltip } from '@mantine/core';
import { clockOrDayText, momentInZone, momentText, relativeText } from '../format/time.ts';
import { useNow } from '../live/now.ts';

interface Props {
  readonly at: string | null;
  /** What stands where there is none. */
  readonly none?: string;
  /** The branch's: told on hover. */
  readonly timezone?: string | undefined;
  /** `relative`: "3 min ago"; `clock`: the time, with its day where that is not today; both with the moment on hover. `whole`: the moment itself. */
  readonly as?: 'relative' | 'clock' | 'whole';
}

/** A moment in the viewer's zone, the branch's on hover or focus. */
export function Moment({ at, none = '–', timezone, as = 'relative' }: Props) {
  const now = useNow();
  if (at === null) return <span>{none}</span>;
  const whole = momentText(at);
  const zone = timezone === undefined ? null : momentInZone(at, timezone);
  const label = as === 'whole' ? zone : [whole, zone].filter((text) => text !== null).join('\n');
  const time = (
    <time dateTime={at} style={{ whiteSpace: 'nowrap' }}>
      {as === 'whole' ? whole : as === 'clock' ? clockOrDayText(at, now) : relativeText(at, now)}
    </time>
  );
  return label === null ? (
    time
  ) : (
    <Tooltip label={label} multiline style={{ whiteSpace: 'pre-line' }}>
      {time}
    </Tooltip>
  );
}
