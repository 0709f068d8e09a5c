import { getRouteApi } from '@tanstack/react-router';
import { runName, wishText } from '../../format/run-words.ts';
import { runStatuses } from '../../format/words.ts';
import { useRun } from '../../live/run.ts';
import { Answer } from '../../ui/answer.tsx';
import { Page } from '../../ui/page.tsx';
import { State } from '../../ui/state.tsx';
import { RunActs } from './run-acts.tsx';
import { RunFacts } from './run-facts.tsx';
import { RunLog } from './run-log.tsx';
import { RunOrders } from './run-orders.tsx';
import { RunProgress } from './run-progress.tsx';
import { RunRecords } from './run-records.tsx';
import { RunTrouble } from './run-trouble.tsx';

const route = getRouteApi('/runs/$id');

/** One run, while it goes on and ever after: what was asked for, how far it is, what it tells, and what became of each order or record. */
export function RunView() {
  const { id } = route.useParams();
  const { query, run, lines, isLive } = useRun(id);
  return (
    <Page
      title={run === undefined ? 'Run' : `${runName(run)} of ${run.branchCode}`}
      mark={
        run === undefined ? undefined : (
          <output>
            <State of={runStatuses[run.status]} />
          </output>
        )
      }
      note={run === undefined ? undefined : wishText(run)}
      actions={run === undefined ? undefined : <RunActs run={run} />}
    >
      <Answer of={query}>
        {(shown) => (
          <>
            <RunTrouble run={shown} />
            <RunProgress run={shown} />
            <RunFacts run={shown} />
            <RunLog key={id} run={shown} lines={lines} isLive={isLive} />
            {shown.kind === 'receive' ? <RunOrders run={shown} /> : null}
            {shown.kind === 'push' ? <RunRecords run={shown} /> : null}
          </>
        )}
      </Answer>
    </Page>
  );
}
