import { Button, Group, Modal, Text } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';

/** Asks whoever leaves a view with something that was typed and not kept. `stays` names ways that keep it: they are not asked about. */
export function Unsaved({ is, stays }: { readonly is: boolean; readonly stays?: (path: string) => boolean }) {
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => is && next.pathname !== current.pathname && stays?.(next.pathname) !== true,
    enableBeforeUnload: () => is,
    withResolver: true,
  });
  const isAsked = blocker.status === 'blocked';
  return (
    <Modal opened={isAsked} onClose={() => blocker.reset?.()} title="Leave without saving?">
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
