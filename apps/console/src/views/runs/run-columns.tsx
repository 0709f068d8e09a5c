import type { Run } from '@branch-sync/contract';
import { Link } from '@tanstack/react-router';
import { countsText, runName, tookMs } from '../../format/run-words.ts';
import { durationText } from '../../format/time.ts';
import { runStatuses, runTriggers } from '../../format/words.ts';
import { useNow } from '../../live/now.ts';
import { BranchLink } from '../../ui/branch-link.tsx';
import { BranchMoment } from '../../ui/branch-moment.tsx';
import { State } from '../../ui/state.tsx';
import type { Column } from '../../ui/table.tsx';
import classes from './runs.module.css';

/** What a list of runs tells of each. */
export const runColumns: readonly Column<Run>[] = [
  {
    head: 'Run',
    cell: (run) => (
      <Link to="/runs/$id" params={{ id: run.id }}>
        {runName(run)}
        <span className="unseen"> of {run.branchCode}</span>
      </Link>
    ),
  },
  { head: 'Branch', cell: ({ branchCode }) => <BranchLink code={branchCode} /> },
  { head: 'Status', cell: ({ status }) => <State of={runStatuses[status]} /> },
  { head: 'Trigger', cell: ({ trigger }) => <span className={classes['word']}>{runTriggers[trigger]}</span> },
  { head: 'What came of it', isWide: true, cell: (run) => <WhatCame run={run} /> },
  { head: 'Took', isNumber: true, cell: (run) => <Took run={run} /> },
  {
    head: 'Began',
    cell: ({ startedAt, branchCode }) => <BranchMoment at={startedAt} branch={branchCode} none="Not yet" />,
  },
];

/** The counts, and under them in a line why it did not go well. */
function WhatCame({ run }: { readonly run: Run }) {
  const { error } = run;
  const counts = countsText(run);
  if (error === null) return <>{counts}</>;
  return (
    <div className={classes['what']}>
      {counts === '–' ? null : <div>{counts}</div>}
      <div className={classes['why']} data-over={run.finishedAt !== null} title={error.message}>
        {error.message}
      </div>
    </div>
  );
}

/** How long it took, or takes. */
export function Took({ run }: { readonly run: Run }) {
  const ms = tookMs(run, useNow());
  return <span className="number">{ms === null ? '–' : durationText(ms)}</span>;
}
