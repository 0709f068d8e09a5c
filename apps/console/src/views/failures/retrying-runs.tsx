import type { FailuresRetried } from '@branch-sync/contract';
import { Link } from '@tanstack/react-router';
import { countText } from '../../format/money.ts';
import { runStatuses } from '../../format/words.ts';
import { useRuns } from '../../live/runs.ts';
import { State } from '../../ui/state.tsx';
import classes from './retrying-runs.module.css';

type Run = Pick<FailuresRetried['runs'][number], 'branchCode' | 'runId'>;

/** So many are told one by one. */
const mostShown = 5;

/** The runs that try failures again, each with how it goes. */
export function RetryingRuns({ runs }: { readonly runs: readonly Run[] }) {
  const shown = runs.slice(0, mostShown);
  const known = useRuns(shown.map(({ runId }) => runId));
  if (runs.length === 0) return null;
  return (
    <ul className={classes['runs']} aria-label="Runs that try again">
      {shown.map(({ branchCode, runId }) => {
        const run = known.get(runId);
        return (
          <li key={runId}>
            <Link to="/runs/$id" params={{ id: runId }}>
              Run of {branchCode}
            </Link>
            {run === undefined ? null : <State of={runStatuses[run.status]} />}
          </li>
        );
      })}
      {runs.length > shown.length ? (
        <li>
          <Link to="/runs" search={{ trigger: 'retry' }}>
            and {countText(runs.length - shown.length)} more
          </Link>
        </li>
      ) : null}
    </ul>
  );
}
