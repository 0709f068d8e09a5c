import { Button, Modal, Text } from '@mantine/core';

/** The sign-in is over: it leads back to where one was. */
export function SessionEndDialog({ place }: { readonly place: string }) {
  return (
    <Modal
      opened
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title="Your sign-in is over"
    >
      <Text size="sm" mb="md">
        It was not used for a while, or was ended elsewhere. Sign in again to go on where you are.
      </Text>
      <Button component="a" href={`/sign-in?next=${encodeURIComponent(place)}`} fullWidth data-autofocus>
        Sign in
      </Button>
    </Modal>
  );
}
