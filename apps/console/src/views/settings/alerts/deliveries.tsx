import type { AlertDetail } from '@branch-sync/contract';
import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { alertQuery } from '../../../api/alerts.ts';
import { alertEvents, deliveryStates } from '../../../format/alert-words.ts';
import { Answer } from '../../../ui/answer.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { State } from '../../../ui/state.tsx';
import { type Column, Table } from '../../../ui/table.tsx';

type Delivery = AlertDetail['deliveries'][number];

const columns: readonly Column<Delivery>[] = [
  { head: 'Channel', cell: ({ channel }) => channel },
  { head: 'What', cell: ({ event }) => alertEvents[event] },
  { head: 'State', cell: ({ state }) => <State of={deliveryStates[state]} /> },
  { head: 'Tries', isNumber: true, cell: ({ attempts }) => attempts },
  { head: 'When', cell: ({ sentAt, nextAttemptAt }) => <Moment at={sentAt ?? nextAttemptAt} as="clock" /> },
  { head: 'Problem', isWide: true, cell: ({ problem }) => problem },
];

/** What was sent of an alert, by which channels. */
export function Deliveries({ alertId, onClose }: { readonly alertId: string; readonly onClose: () => void }) {
  const alert = useQuery(alertQuery(alertId));
  return (
    <Modal opened onClose={onClose} title={alert.data?.title ?? 'Sent'} size="xl">
      <Answer
        of={alert}
        isEmpty={({ deliveries }) => deliveries.length === 0}
        empty="Nothing was sent of it: its rule names no channel, or named none when it was found."
      >
        {({ deliveries }) => <Table label="What was sent" columns={columns} rows={deliveries} keyOf={({ id }) => id} />}
      </Answer>
    </Modal>
  );
}
