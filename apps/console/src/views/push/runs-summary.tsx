import { Progress } from '@mantine/core';
import type { ReactNode } from 'react';
import { countText } from '../../format/money.ts';
import classes from './push.module.css';
import type { RunTotals } from './run-totals.ts';

interface Props {
  readonly of: RunTotals;
  /** What is counted: `previews`, `pushes`. */
  readonly what: string;
  readonly written: string;
  readonly children?: ReactNode;
}

/** How far several runs are together, and what they have come to. */
export function RunsSummary({ of: { runs, over, seen, written, inTheWay }, what, written: writtenWord, children }: Props) {
  const text = `${countText(over)} of ${countText(runs)} ${what} done`;
  return (
    <div className={classes['summary']}>
      <output>
        <b>{text}</b>: {countText(seen)} looked into, {countText(written)} {writtenWord}
        {inTheWay === 0 ? '' : `, ${countText(inTheWay)} cannot be written now`}.
      </output>
      {over === runs ? null : (
        <Progress.Root size="md">
          <Progress.Section value={(over / runs) * 100} aria-label="How far it is" aria-valuetext={text} />
        </Progress.Root>
      )}
      {children}
    </div>
  );
}
