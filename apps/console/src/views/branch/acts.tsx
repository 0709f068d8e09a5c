import type { Branch } from '@branch-sync/contract';
import { Button } from '@mantine/core';
import { IconDownload, IconHistory, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useAct } from '../../api/act.ts';
import { changeBranch, receiveNow } from '../../api/branch.ts';
import { useIdentity } from '../../api/identity.ts';

const BackfillDialog = lazy(async () => ({ default: (await import('./backfill.tsx')).BackfillDialog }));

interface Props {
  readonly branch: Branch;
  readonly onStarted: (runId: string) => void;
}

/** What can be done with a branch: import now, import what is older, pause. */
export function BranchActs({ branch, onStarted }: Props) {
  const { may } = useIdentity();
  const [isBackfill, setBackfill] = useState(false);
  const { paused } = branch.receive;
  const receive = useAct({ run: () => receiveNow(branch.code), after: ({ runId }) => onStarted(runId) });
  const pause = useAct({
    run: () => changeBranch(branch.code, { receive: { paused: !paused } }),
    done: () => (paused ? 'The schedule goes on.' : 'Nothing is received by schedule until it is resumed.'),
  });
  return (
    <>
      {may('admin') ? (
        <Button
          variant="default"
          leftSection={paused ? <IconPlayerPlay size={16} aria-hidden /> : <IconPlayerPause size={16} aria-hidden />}
          loading={pause.isPending}
          onClick={() => pause.mutate(undefined)}
        >
          {paused ? 'Resume receive' : 'Pause receive'}
        </Button>
      ) : null}
      {may('operator') ? (
        <>
          <Button variant="default" leftSection={<IconHistory size={16} aria-hidden />} onClick={() => setBackfill(true)}>
            Receive since…
          </Button>
          <Button
            leftSection={<IconDownload size={16} aria-hidden />}
            loading={receive.isPending}
            onClick={() => receive.mutate(undefined)}
          >
            Receive now
          </Button>
        </>
      ) : null}
      <Suspense>
        {isBackfill ? <BackfillDialog branch={branch} onStarted={onStarted} onClose={() => setBackfill(false)} /> : null}
      </Suspense>
    </>
  );
}
