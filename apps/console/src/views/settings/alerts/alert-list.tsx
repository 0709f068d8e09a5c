import type { Alert } from '@branch-sync/contract';
import { SegmentedControl } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useAct } from '../../../api/act.ts';
import { alertsQuery } from '../../../api/alerts.ts';
import { useIdentity } from '../../../api/identity.ts';
import { request } from '../../../api/request.ts';
import { given } from '../../../app/search.ts';
import { List } from '../../../ui/list.tsx';
import { Card } from '../../../ui/page.tsx';
import { Table } from '../../../ui/table.tsx';
import { alertColumns } from './alert-columns.tsx';
import { Deliveries } from './deliveries.tsx';

const route = getRouteApi('/settings/alerts');

const states = [
  { value: 'open', label: 'Open' },
  { value: 'resolved', label: 'Over' },
];

const nothing = {
  open: 'Nothing is amiss, as far as the rules below look.',
  resolved: 'Nothing was told yet. What was, and is over, stands here as long as runs are kept.',
};

/** Alerts that stand, or those that are over. */
export function AlertList() {
  const { state = 'open', alert: shownId } = route.useSearch();
  const navigate = route.useNavigate();
  const mayAct = useIdentity().may('operator');
  const alerts = useInfiniteQuery(alertsQuery(state));
  const acknowledge = useAct<Alert, Alert>({
    run: ({ id }) => request('POST', `/api/alerts/${id}/acknowledge`),
    done: () => 'It is not told again before it is over.',
  });
  const show = (id: string | undefined) =>
    void navigate({ search: (before) => given({ ...before, alert: id }), replace: id === undefined, resetScroll: false });
  const acts = {
    onShow: ({ id }: Alert) => show(id),
    onAcknowledge: mayAct ? (alert: Alert) => acknowledge.mutate(alert) : null,
    busyId: acknowledge.isPending ? acknowledge.variables.id : null,
  };
  return (
    <>
      <Card
        title="Alerts"
        note={state === 'open' ? 'What stands now' : 'What is over'}
        actions={
          <SegmentedControl
            size="xs"
            aria-label="Which alerts"
            data={states}
            value={state}
            onChange={(chosen) =>
              void navigate({
                search: given({ state: chosen === 'resolved' ? ('resolved' as const) : undefined }),
                resetScroll: false,
              })
            }
          />
        }
        isFlush
      >
        <List of={alerts} empty={nothing[state]}>
          {(items) => <Table label="Alerts" columns={alertColumns(state, acts)} rows={items} keyOf={({ id }) => id} />}
        </List>
      </Card>
      {shownId === undefined ? null : <Deliveries alertId={shownId} onClose={() => show(undefined)} />}
    </>
  );
}
