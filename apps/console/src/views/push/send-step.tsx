import type { PushResult } from '@branch-sync/contract';
import { Button } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { asked, type Page } from '../../api/ask.ts';
import { countOf } from '../../format/money.ts';
import { isOver } from '../../live/run.ts';
import { useRuns } from '../../live/runs.ts';
import { Empty, Waiting } from '../../ui/answer.tsx';
import { Card } from '../../ui/page.tsx';
import type { AskMany } from './ask-many.ts';
import { BranchRuns } from './branch-runs.tsx';
import classes from './push.module.css';
import { PushFoot } from './push-foot.tsx';
import { Refusals } from './refusals.tsx';
import { totalsOfPushes } from './run-totals.ts';
import { RunsSummary } from './runs-summary.tsx';
import type { Push } from './use-push.ts';

interface Props {
  readonly push: Push;
  readonly sending: AskMany;
}

/** What becomes of what was sent, branch by branch, as it goes on. */
export function SendStep({ push, sending }: Props) {
  const { runs, go, lookAgain } = push;
  const known = useRuns(runs);
  const outdated = useOutdated([...known.values()].filter((run) => isOver(run) && run.counts.flagged > 0).map(({ id }) => id));
  if (runs.length === 0) {
    return (
      <Card>
        <Empty>
          <p>Nothing has been sent yet.</p>
          <Button onClick={() => go('preview')}>To the preview</Button>
        </Empty>
      </Card>
    );
  }
  return (
    <>
      <Card title="What became of it">
        {known.size === 0 ? (
          <Waiting label="Asking how it goes" />
        ) : (
          <RunsSummary of={totalsOfPushes(runs, known)} what="branches" written="written" />
        )}
        {outdated === 0 ? null : (
          <p className={classes['warning']} role="status">
            {countOf(outdated, 'record was', 'records were')} not what the preview had shown any more, and{' '}
            {outdated === 1 ? 'was' : 'were'} left alone.{' '}
            <Button size="xs" variant="default" onClick={lookAgain}>
              Look again
            </Button>
          </p>
        )}
        <Refusals of={sending.progress?.refused ?? []} />
      </Card>
      <Card title="Branch by branch" isFlush>
        <BranchRuns push={push} label="Pushes" ids={runs} known={known} />
      </Card>
      <PushFoot onBack={() => go('preview')} />
    </>
  );
}

/** So many runs are asked; what is outdated in others is told where they are unfolded. */
const mostAsked = 20;

interface Tally extends Page<PushResult> {
  readonly tally: Readonly<Partial<Record<PushResult['action'], number>>>;
}

/** How many records of these runs were not what their previews had shown any more. */
function useOutdated(ids: readonly string[]): number {
  const answers = useQueries({
    queries: ids.slice(0, mostAsked).map((id) => asked<Tally>('runs', `/api/runs/${id}/records`, { limit: 1 })),
  });
  return answers.reduce((sum, { data }) => sum + (data?.tally.outdated ?? 0), 0);
}
