import type { CreatedAlertChannel } from '@branch-sync/contract';
import { Alert, Button, Group, Modal } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { CopyText } from '../../../ui/copy-text.tsx';
import classes from '../settings.module.css';

/** A webhook's secret, the one time that it can be shown. */
export function ShownSecret({
  of: { name, secret },
  onClose,
}: {
  readonly of: CreatedAlertChannel;
  readonly onClose: () => void;
}) {
  return (
    <Modal
      opened={secret !== null}
      onClose={onClose}
      title={`The secret of ${name}`}
      size="lg"
      // Nothing but the button takes it away.
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
    >
      <div className={classes['key']} role="status">
        <Alert color="yellow" icon={<IconAlertTriangle aria-hidden />} title="It is shown this once">
          Give it to the receiver: by it it knows that a call is ours (docs/alerts.md has a recipe). It is kept encrypted, and is
          not shown again.
        </Alert>
        <div>
          <CopyText text={secret ?? ''} what="the secret" />
        </div>
        <Group justify="flex-end">
          <Button onClick={onClose}>I have kept it</Button>
        </Group>
      </div>
    </Modal>
  );
}
