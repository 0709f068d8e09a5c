import type { Alert } from '@branch-sync/contract';
import { Button } from '@mantine/core';
import { alertSeverities } from '../../../format/alert-words.ts';
import { BranchLink } from '../../../ui/branch-link.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { State } from '../../../ui/state.tsx';
import type { Column } from '../../../ui/table.tsx';
import classes from '../settings.module.css';

interface Acts {
  readonly onShow: (alert: Alert) => void;
  /** Null: whoever looks may not. */
  readonly onAcknowledge: ((alert: Alert) => void) | null;
  readonly busyId: string | null;
}

/** What a list of alerts tells of each. */
export function alertColumns(state: 'open' | 'resolved', acts: Acts): readonly Column<Alert>[] {
  const end: Column<Alert> = { head: 'Over', cell: ({ resolvedAt }) => <Moment at={resolvedAt} /> };
  return [
    {
      head: 'Alert',
      isWide: true,
      cell: ({ title, message }) => (
        <div>
          <div>{title}</div>
          <div className={classes['quiet']}>{message}</div>
        </div>
      ),
    },
    { head: 'Severity', cell: ({ severity }) => <State of={alertSeverities[severity]} /> },
    { head: 'Branch', cell: ({ branch }) => (branch === null ? null : <BranchLink code={branch.code} />) },
    { head: 'Since', cell: ({ since }) => <Moment at={since} /> },
    ...(state === 'resolved' ? [end] : []),
    {
      head: 'Acknowledged',
      cell: ({ acknowledgedAt, acknowledgedBy }) =>
        acknowledgedAt === null ? null : (
          <span title={acknowledgedBy ?? undefined}>
            <Moment at={acknowledgedAt} />
          </span>
        ),
    },
    { head: 'Acts', isHeadUnseen: true, cell: (alert) => <AlertActs alert={alert} acts={acts} /> },
  ];
}

function AlertActs({ alert, acts: { onShow, onAcknowledge, busyId } }: { readonly alert: Alert; readonly acts: Acts }) {
  const mayAcknowledge = onAcknowledge !== null && alert.resolvedAt === null && alert.acknowledgedAt === null;
  return (
    <div className={classes['acts']} data-line>
      {mayAcknowledge ? (
        <Button size="xs" variant="default" loading={busyId === alert.id} onClick={() => onAcknowledge(alert)}>
          Acknowledge<span className="unseen"> {alert.title}</span>
        </Button>
      ) : null}
      <Button size="xs" variant="default" onClick={() => onShow(alert)}>
        Sent<span className="unseen"> of {alert.title}</span>
      </Button>
    </div>
  );
}
