import { useState } from 'react';
import { countOf } from '../../format/money.ts';
import { runKinds } from '../../format/words.ts';
import { Empty } from '../../ui/answer.tsx';
import { Card } from '../../ui/page.tsx';
import { BranchRow } from './branch-row.tsx';
import { useRowsInView } from './rows-in-view.ts';
import classes from './schedule.module.css';
import { partOf, type Span } from './span.ts';
import type { TimelineBranch } from './timeline.ts';

interface Props {
  readonly branches: readonly TimelineBranch[];
  readonly span: Span;
  readonly now: number;
}

/** A row for each branch, with a mark at each moment; only the rows in view are drawn. */
export function Timeline({ branches, span, now }: Props) {
  const [told, setTold] = useState<string | null>(null);
  const { ref, rowPx, first, last } = useRowsInView(branches.length);
  const isNowShown = now >= span.fromMs && now < span.toMs;
  return (
    <Card title="By branch" note={countOf(branches.length, 'branch', 'branches')} actions={<Legend />} isFlush>
      <p className={classes['moments']}>{told ?? 'Point at a row, or go to it by Tab, for its moments.'}</p>
      {branches.length === 0 ? (
        <Empty>
          <p>No branch has this code or name.</p>
        </Empty>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keys.
        <section ref={ref} className={classes['rows']} aria-label="Moments by branch" tabIndex={0}>
          <ul style={{ height: branches.length * rowPx }}>
            {branches.slice(first, last).map((branch, index) => (
              <BranchRow
                key={branch.code}
                branch={branch}
                span={span}
                now={now}
                top={(first + index) * rowPx}
                place={{ at: first + index + 1, of: branches.length }}
                onTold={setTold}
              />
            ))}
            {isNowShown ? (
              <li className={classes['nowTrack']} aria-hidden>
                <span style={{ left: `${partOf(span, now) * 100}%` }} />
              </li>
            ) : null}
          </ul>
        </section>
      )}
    </Card>
  );
}

function Legend() {
  return (
    <ul className={classes['legend']}>
      {(['receive', 'push', 'reconcile'] as const).map((kind, lane) => (
        <li key={kind}>
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d={`M4 ${lane * 8 + 0.5}v7m8 -7v7m8 -7v7`} data-kind={kind} />
          </svg>
          {runKinds[kind]}
        </li>
      ))}
    </ul>
  );
}
