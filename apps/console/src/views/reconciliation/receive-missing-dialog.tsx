import { Button, Checkbox, Group, Modal, Text } from '@mantine/core';
import { useState } from 'react';
import { dayText } from '../../format/time.ts';

interface Props {
  readonly day: string;
  readonly onClose: () => void;
  readonly onReceive: (reimport: boolean) => void;
}

/** Asks before the missing orders of a day are received, and whether those that somebody deleted in central are to come again. */
export function ReceiveMissingDialog({ day, onClose, onReceive }: Props) {
  const [reimport, setReimport] = useState(false);
  return (
    <Modal opened onClose={onClose} title={`Receive what is missing of ${dayText(day)}?`}>
      <Text size="sm" mb="md">
        The POS orders that the comparison has found missing are received by name. What is in already stays as it is.
      </Text>
      <Checkbox
        mb="lg"
        label="Bring in again what was deleted in central"
        description="Once: a new draft Sales Order is made of each. Leave it out where they were deleted on purpose."
        checked={reimport}
        onChange={({ currentTarget: { checked } }) => setReimport(checked)}
      />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          Leave it
        </Button>
        <Button data-autofocus onClick={() => onReceive(reimport)}>
          {reimport ? 'Receive missing and deleted' : 'Receive missing'}
        </Button>
      </Group>
    </Modal>
  );
}
