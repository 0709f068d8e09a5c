import { Button, Group, Modal, Text } from '@mantine/core';
import { type ShouldBlockFn, useBlocker } from '@tanstack/react-router';

interface Props {
  readonly is: boolean;
  /** Whether what is typed stays while only the search of the address changes, as from step to step. */
  readonly isKeptBySteps?: boolean;
}

/** Asks whoever leaves with something that was typed and not kept. */
export function Unsaved({ is, isKeptBySteps = false }: Props) {
  const isLost: ShouldBlockFn = ({ current, next }) => {
    if (!is) return false;
    if (current.pathname !== next.pathname) return true;
    return !isKeptBySteps && JSON.stringify(current.search) !== JSON.stringify(next.search);
  };
  const blocker = useBlocker({ shouldBlockFn: isLost, enableBeforeUnload: () => is, withResolver: true });
  return (
    <Modal opened={blocker.status === 'blocked'} onClose={() => blocker.reset?.()} title="Leave without saving?">
      <Text size="sm" mb="lg">
        What you have changed here is not saved yet, and would be lost.
      </Text>
      <Group justify="flex-end">
        <Button variant="default" data-autofocus onClick={() => blocker.reset?.()}>
          Stay
        </Button>
        <Button color="red" onClick={() => blocker.proceed?.()}>
          Leave
        </Button>
      </Group>
    </Modal>
  );
}
