import type { ReceiveMissingAccepted, ReconciledDay, RunAccepted } from '@branch-sync/contract';
import { Button } from '@mantine/core';
import { IconDownload, IconScale } from '@tabler/icons-react';
import { useState } from 'react';
import { useAct } from '../../api/act.ts';
import { compareDay, receiveMissing } from '../../api/reconciliation.ts';
import { countOf } from '../../format/money.ts';
import type { Followed } from './followed-runs.tsx';
import { ReceiveMissingDialog } from './receive-missing-dialog.tsx';

interface Props {
  readonly code: string;
  readonly day: string;
  /** Undefined where it was not compared. */
  readonly status: ReconciledDay['status'] | undefined;
  readonly onAsked: (followed: Followed) => void;
}

/** Compares the day again, and receives what it lacks. */
export function DayActs({ code, day, status, onAsked }: Props) {
  const [isOpen, setOpen] = useState(false);
  const compare = useAct<void, RunAccepted>({
    run: () => compareDay(code, day),
    after: ({ runId }) => onAsked({ what: 'compare', told: 'The day is compared.', runIds: [runId] }),
  });
  const receive = useAct<boolean, ReceiveMissingAccepted>({
    run: (reimport) => receiveMissing(code, day, reimport),
    done: ({ orders }) => (orders === 0 ? 'Nothing of this day is missing any more. Compare it again.' : null),
    after({ runIds, orders }) {
      if (orders > 0) onAsked({ what: 'receive', told: `${countOf(orders, 'order')} to receive.`, runIds });
    },
  });
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconScale size={16} aria-hidden />}
        loading={compare.isPending}
        onClick={() => compare.mutate()}
      >
        {status === undefined ? 'Compare now' : 'Compare again'}
      </Button>
      {status === 'differs' ? (
        <Button leftSection={<IconDownload size={16} aria-hidden />} loading={receive.isPending} onClick={() => setOpen(true)}>
          Receive missing
        </Button>
      ) : null}
      {isOpen ? (
        <ReceiveMissingDialog
          day={day}
          onClose={() => setOpen(false)}
          onReceive={(reimport) => {
            setOpen(false);
            receive.mutate(reimport);
          }}
        />
      ) : null}
    </>
  );
}
