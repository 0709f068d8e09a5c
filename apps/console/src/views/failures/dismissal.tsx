import { Button, Group, Modal, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { fieldErrors, refusalText } from '../../api/act.ts';
import type { About, FailureActs } from './acts.ts';

/** What is to be dismissed, and how much it is, in words: `4 failures`. */
interface Asked extends About {
  readonly count: string;
}

/** Dismisses with a reason. Gives `ask`, and the dialog to draw. */
export function useDismissal({ dismiss }: Pick<FailureActs, 'dismiss'>) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const [reason, setReason] = useState('');
  const close = () => setAsked(null);
  const ask = (about: Asked) => {
    dismiss.reset();
    setReason('');
    setAsked(about);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (asked !== null) dismiss.mutate({ selection: asked.selection, what: asked.what, reason }, { onSuccess: close });
  };
  const { error } = dismiss;
  const atField = fieldErrors(error)['reason'];
  const dialog = (
    <Modal opened={asked !== null} onClose={close} title={`Dismiss ${asked?.count ?? ''}`}>
      <form onSubmit={submit} noValidate>
        <Text size="sm" mb="md">
          {asked?.what}: nobody hears of it again. Orders still come in if they can, and what is dismissed can be reopened.
        </Text>
        <TextInput
          label="Reason"
          description="Kept with the failures, and in the audit."
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
          error={atField ?? (error === null ? undefined : refusalText(error))}
          maxLength={500}
          required
          data-autofocus
          autoComplete="off"
        />
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={close}>
            Leave it
          </Button>
          <Button type="submit" loading={dismiss.isPending}>
            Dismiss {asked?.count}
          </Button>
        </Group>
      </form>
    </Modal>
  );
  return { ask, dialog };
}
