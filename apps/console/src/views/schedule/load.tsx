import { useMemo, useState } from 'react';
import { countOf } from '../../format/money.ts';
import { clockOrDayText, clockText } from '../../format/time.ts';
import { ownZone } from '../../format/zoned.ts';
import { BarPicture } from '../../ui/bar-picture.tsx';
import { Card } from '../../ui/page.tsx';
import { LoadTable } from './load-table.tsx';
import { peakText } from './peak-text.ts';
import classes from './schedule.module.css';
import { type Span, tickSlots } from './span.ts';
import { inSlots, momentsOf, type TimelineBranch } from './timeline.ts';

interface Props {
  readonly branches: readonly TimelineBranch[];
  readonly span: Span;
  readonly now: number;
  readonly isNarrowed: boolean;
}

/** How many runs begin in each stretch: what central and the workers have to bear. */
export function Load({ branches, span, now, isNarrowed }: Props) {
  const [at, setAt] = useState<number | null>(null);
  const { fromMs, toMs, slotMs, slots } = span;
  // What was asked for another stretch is shown until this one is there.
  const moments = useMemo(
    () => momentsOf(branches).filter((moment) => moment >= fromMs && moment < toMs),
    [branches, fromMs, toMs],
  );
  const values = useMemo(() => inSlots(moments, fromMs, slotMs, slots), [moments, fromMs, slotMs, slots]);
  const slotText = (slot: number) => `${clockText(fromMs + slot * slotMs)}–${clockText(fromMs + (slot + 1) * slotMs)}`;
  const told = values.map((count, slot) => `${slotText(slot)}: ${countOf(count, 'run begins', 'runs begin')}`);
  const slotMinutes = slotMs / 60_000;
  const cut = branches.filter(({ lines }) => lines.some(({ isTruncated }) => isTruncated)).length;
  return (
    <Card
      title="Load"
      note={`${isNarrowed ? 'Of what is shown below. ' : ''}By ${slotMinutes === 1 ? 'the minute' : `${slotMinutes} minutes`}, ${ownZone}`}
      actions={at === null ? undefined : <span className={classes['told']}>{told[at]}</span>}
    >
      <p className={classes['peak']}>
        {peakText(moments, now)}
        {moments.length === 0
          ? ''
          : ` ${countOf(moments.length, 'run begins', 'runs begin')} in all until ${clockOrDayText(toMs, now)}.`}
      </p>
      {cut === 0 ? null : (
        <p className={classes['peak']}>
          {countOf(cut, 'branch has', 'branches have')} more than 1,000 moments in this time: those after them are not counted.
        </p>
      )}
      <BarPicture
        label="When"
        series={[{ name: 'Runs that begin', tone: 'in', values }]}
        told={told}
        ticks={tickSlots(span).map((slot) => [slot, clockText(fromMs + slot * slotMs)] as const)}
        at={at}
        onAt={setAt}
      />
      <LoadTable rows={values.map((count, slot) => ({ when: slotText(slot), count }))} />
    </Card>
  );
}
