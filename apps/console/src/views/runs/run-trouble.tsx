import type { Run } from '@branch-sync/contract';
import { Alert } from '@mantine/core';
import { IconAlertTriangle, IconClockPause, IconPlayerStop } from '@tabler/icons-react';
import { isOver } from '../../live/run.ts';
import { Moment } from '../../ui/moment.tsx';

/** Why a run failed, or waits, and what to do about it; and that somebody wants it to end. */
export function RunTrouble({ run }: { readonly run: Run }) {
  const { error, cancelRequestedAt } = run;
  return (
    <>
      {cancelRequestedAt !== null && !isOver(run) ? (
        <Alert color="yellow" icon={<IconPlayerStop aria-hidden />} title="It is called off" role="status">
          Somebody asked for that <Moment at={cancelRequestedAt} />. It ends at the border of its next batch; what it has done
          stays.
        </Alert>
      ) : null}
      {error === null ? null : isOver(run) ? (
        <Alert color="red" icon={<IconAlertTriangle aria-hidden />} title={error.message} role="status">
          {error.fix} <Code of={error.code} />
        </Alert>
      ) : (
        <Alert
          color="yellow"
          icon={<IconClockPause aria-hidden />}
          title={`It is tried again by itself: ${error.message}`}
          role="status"
        >
          {error.fix} <Code of={error.code} />
        </Alert>
      )}
    </>
  );
}

function Code({ of: code }: { readonly of: string }) {
  return (
    <span style={{ whiteSpace: 'nowrap' }}>
      (<code>{code}</code>)
    </span>
  );
}
