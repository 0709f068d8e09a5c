import type { Run } from '@branch-sync/contract';
import { Progress } from '@mantine/core';
import { countOf, countText } from '../../format/money.ts';
import { countsOf } from '../../format/run-words.ts';
import { runTriggers } from '../../format/words.ts';
import { isOver } from '../../live/run.ts';
import { BranchMoment } from '../../ui/branch-moment.tsx';
import { Card } from '../../ui/page.tsx';
import classes from './run.module.css';

/** How far a run is: its steps, how many it has looked at of how many, and what came of them. */
export function RunProgress({ run }: { readonly run: Run }) {
  return (
    <Card title="Progress">
      <div className={classes['progress']}>
        <Steps run={run} />
        {isOver(run) ? null : <HowFar run={run} />}
        <dl className={classes['counts']} aria-live="off">
          {countsOf(run).map(({ name, count, tone }) => (
            <div key={name} data-tone={count === 0 ? undefined : tone}>
              <dt>{name}</dt>
              <dd>{countText(count)}</dd>
            </div>
          ))}
        </dl>
      </div>
    </Card>
  );
}

function Steps({ run }: { readonly run: Run }) {
  const { createdAt, startedAt, finishedAt, branchCode, trigger } = run;
  const steps = [
    { name: `Asked for: ${runTriggers[trigger].toLowerCase()}`, at: createdAt, none: '' },
    { name: 'Began', at: startedAt, none: 'Waits for its turn' },
    { name: 'Ended', at: finishedAt, none: startedAt === null ? '' : 'Not yet' },
  ];
  const current = steps.findLastIndex(({ at }) => at !== null);
  return (
    <ol className={classes['steps']}>
      {steps.map(({ name, at, none }, index) => (
        <li key={name} data-done={at !== null} aria-current={index === current ? 'step' : undefined}>
          <b>{name}</b>
          <BranchMoment at={at} branch={branchCode} none={none} as="whole" />
        </li>
      ))}
    </ol>
  );
}

/** Of how many it is known only where somebody counted: what fits on a page is not worth a call. */
function HowFar({ run: { kind, status, expected, counts } }: { readonly run: Run }) {
  const known = kind === 'receive' && expected !== null && expected > 0 ? Math.max(expected, counts.seen) : null;
  const text =
    known === null
      ? status === 'queued'
        ? 'Nobody works on it now'
        : counts.seen === 0
          ? 'Under way'
          : `${countText(counts.seen)} so far`
      : `${countText(counts.seen)} of ${countOf(known, 'order')}`;
  const percent = known === null ? null : Math.floor((counts.seen / known) * 100);
  return (
    <div className={classes['far']}>
      <p>
        {text}
        {percent === null ? null : <span>{percent}%</span>}
      </p>
      {percent === null ? (
        <div
          className={classes['unknown']}
          data-still={status === 'queued'}
          role="progressbar"
          aria-label="How far it is"
          aria-valuetext={text}
        />
      ) : (
        <Progress.Root size="md">
          <Progress.Section value={percent} aria-label="How far it is" aria-valuetext={text} />
        </Progress.Root>
      )}
    </div>
  );
}
