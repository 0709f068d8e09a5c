import type { Branch, RunAccepted } from '@branch-sync/contract';
import { Button } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { branchPath } from '../../api/branch.ts';
import { request } from '../../api/request.ts';
import { countOf, countText } from '../../format/money.ts';
import { wishText } from '../../format/run-words.ts';
import { useRuns } from '../../live/runs.ts';
import { Waiting } from '../../ui/answer.tsx';
import { Card } from '../../ui/page.tsx';
import type { AskMany } from './ask-many.ts';
import { BranchRuns } from './branch-runs.tsx';
import { branchesMeant, inputOf } from './choices.ts';
import { Confirm } from './confirm-previews.tsx';
import classes from './push.module.css';
import { PushFoot } from './push-foot.tsx';
import { Refusals } from './refusals.tsx';
import { totalsOfPreviews } from './run-totals.ts';
import { RunsSummary } from './runs-summary.tsx';
import type { Push } from './use-push.ts';

interface Props {
  readonly push: Push;
  readonly branches: readonly Branch[];
  readonly previewing: AskMany;
  readonly sending: AskMany;
}

/** What would be written, branch by branch, before anything is. */
export function PreviewStep({ push, branches, previewing, sending }: Props) {
  const { choices, previews, go, showPreviews } = push;
  const meant = branchesMeant(choices, branches);
  const known = useRuns(previews);
  const input = inputOf(choices);
  const where = countOf(meant.length, 'branch', 'branches');
  const preview = async () => {
    const body = inputOf(choices);
    const runs = await previewing.ask(
      meant.map(({ code }) => ({
        of: code,
        run: () => request<RunAccepted>('POST', branchPath(code, '/push/preview'), { body }),
      })),
    );
    if (runs.length > 0) showPreviews(runs);
  };
  const { progress, isAsking } = previewing;
  return (
    <>
      <Card title="What would be written?">
        <p className={classes['wish']}>
          <b>{wishText({ kind: 'push', request: { ...input } })}</b>, to {where}.
        </p>
        {previews.length === 0 && progress === null ? (
          <p className={classes['quiet']}>
            A preview reads central and each branch, and writes nothing. It goes ahead of all that waits.
          </p>
        ) : null}
        {isAsking ? (
          <output>
            {countText(progress?.done ?? 0)} of {where} asked.
          </output>
        ) : null}
        <Refusals of={progress?.refused ?? []} />
        {previews.length === 0 ? null : known.size === 0 ? (
          <Waiting label="Asking how the previews go" />
        ) : (
          <RunsSummary of={totalsOfPreviews(previews, known)} what="previews" written="would be written" />
        )}
        <Button
          mt="md"
          variant={previews.length === 0 ? 'filled' : 'default'}
          leftSection={<IconEye size={18} aria-hidden />}
          loading={isAsking}
          disabled={meant.length === 0}
          onClick={() => void preview()}
        >
          {previews.length === 0 ? 'Look what would be written' : 'Look again'}
        </Button>
      </Card>
      {previews.length === 0 ? null : (
        <Card title="Branch by branch" isFlush>
          <BranchRuns push={push} label="Previews" ids={previews} known={known} />
        </Card>
      )}
      {previews.length === 0 ? null : <Confirm push={push} known={known} sending={sending} />}
      <PushFoot onBack={() => go('records')} />
    </>
  );
}
