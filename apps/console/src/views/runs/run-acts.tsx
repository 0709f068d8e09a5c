import type { Run, RunAccepted } from '@branch-sync/contract';
import { Button } from '@mantine/core';
import { IconPlayerStop, IconRefresh } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useAct } from '../../api/act.ts';
import { useIdentity } from '../../api/identity.ts';
import { request } from '../../api/request.ts';
import { countOf } from '../../format/money.ts';
import { runName } from '../../format/run-words.ts';
import { isOver } from '../../live/run.ts';
import { ButtonLink } from '../../ui/button-link.tsx';
import { useConfirm } from '../../ui/confirm.tsx';

/** What can be done about a run: call it off while it is not over, try again what it did not do, and go to the days that it compared. */
export function RunActs({ run }: { readonly run: Run }) {
  const { may } = useIdentity();
  return (
    <>
      {run.kind === 'reconcile' ? (
        <ButtonLink to="/reconciliation" search={{ branch: run.branchCode }} variant="default">
          Days of {run.branchCode}
        </ButtonLink>
      ) : null}
      {may('operator') && !isOver(run) && run.cancelRequestedAt === null ? <Cancel run={run} /> : null}
      {may('operator') && isOver(run) && run.status !== 'succeeded' ? <Retry run={run} /> : null}
    </>
  );
}

function Cancel({ run }: { readonly run: Run }) {
  const { ask, dialog } = useConfirm();
  const cancel = useAct<void, Run>({
    run: () => request('POST', `/api/runs/${run.id}/cancel`),
    done: ({ status }) => (status === 'cancelled' ? 'The run is cancelled.' : 'The run ends at the border of its next batch.'),
  });
  const what = run.kind === 'receive' ? 'What it has brought in stays.' : 'What it has done stays.';
  return (
    <>
      <Button
        color="red"
        variant="outline"
        leftSection={<IconPlayerStop size={16} aria-hidden />}
        loading={cancel.isPending}
        onClick={() =>
          ask({
            title: `Cancel this ${runName(run).toLowerCase()}?`,
            text:
              run.status === 'queued'
                ? 'Nobody works on it now: it ends at once.'
                : `It is under way, and ends at the border of its next batch. ${what}`,
            act: 'Cancel the run',
            isDangerous: true,
            onYes: () => cancel.mutate(),
          })
        }
      >
        Cancel
      </Button>
      {dialog}
    </>
  );
}

function Retry({ run }: { readonly run: Run }) {
  const navigate = useNavigate();
  const retry = useAct<void, RunAccepted>({
    run: () => request('POST', `/api/runs/${run.id}/retry`),
    done: () => 'It is queued as a new run.',
    after: ({ runId }) => void navigate({ to: '/runs/$id', params: { id: runId } }),
  });
  const isOfOrders = run.kind === 'receive' && run.status === 'partial';
  return (
    <Button
      leftSection={<IconRefresh size={16} aria-hidden />}
      loading={retry.isPending}
      onClick={() => retry.mutate()}
      title={isOfOrders ? 'Those that have not come in since' : 'The whole of it, as a new run'}
    >
      {isOfOrders ? `Retry ${countOf(run.counts.failed, 'failed order')}` : 'Retry'}
    </Button>
  );
}
