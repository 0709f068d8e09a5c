import { Button, Group, Modal, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';

interface Question {
  readonly title: string;
  readonly text: ReactNode;
  /** What the button says: the deed itself, never "OK". */
  readonly act: string;
  readonly isDangerous?: boolean;
  readonly onYes: () => void;
}

/** Asks before something that cannot be taken back. Gives `ask`, and the dialog to draw. */
export function useConfirm() {
  const [question, setQuestion] = useState<Question | null>(null);
  const close = () => setQuestion(null);
  const dialog = (
    <Modal opened={question !== null} onClose={close} title={question?.title}>
      <Text component="div" size="sm" mb="lg">
        {question?.text}
      </Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={close}>
          Leave it
        </Button>
        <Button
          color={question?.isDangerous === true ? 'red' : 'mark'}
          data-autofocus
          onClick={() => {
            question?.onYes();
            close();
          }}
        >
          {question?.act}
        </Button>
      </Group>
    </Modal>
  );
  return { ask: setQuestion, dialog };
}
