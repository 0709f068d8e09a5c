import type { Branch } from '@branch-sync/contract';
import { Button, Group, Modal, Text, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useAct } from '../../api/act.ts';
import { branchPath } from '../../api/branch.ts';
import { request } from '../../api/request.ts';
import { Form } from '../../ui/form.tsx';
import { Card } from '../../ui/page.tsx';

/** Ends a branch: asked for with its code, so that nobody ends the wrong one. */
export function ArchiveCard({ branch }: { readonly branch: Branch }) {
  const [isAsked, setAsked] = useState(false);
  return (
    <Card title="Archive">
      <Group justify="space-between">
        <Text size="sm">
          Its secret and its schedules go, nothing is received any more. Orders, failures and days that were compared stay.
        </Text>
        <Button color="red" variant="outline" onClick={() => setAsked(true)}>
          Archive this branch
        </Button>
      </Group>
      <Modal opened={isAsked} onClose={() => setAsked(false)} title={`Archive ${branch.name}?`}>
        <ArchiveForm branch={branch} onLeave={() => setAsked(false)} />
      </Modal>
    </Card>
  );
}

function ArchiveForm({ branch, onLeave }: { readonly branch: Branch; readonly onLeave: () => void }) {
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const archive = useAct({
    async run() {
      await request<void>('DELETE', branchPath(branch.code));
      // Left at once: what is shown of the branch would be asked for anew, and is gone.
      await navigate({ to: '/', ignoreBlocker: true });
    },
    done: () => `${branch.name} is archived.`,
    isQuiet: true,
  });
  return (
    <Form label="Archive" refused="Not archived" error={archive.error} onSubmit={() => archive.mutate(undefined)}>
      <Text size="sm" mb="md">
        This cannot be taken back: a new branch of this code begins anew. What it has in central stays there.
      </Text>
      <TextInput
        label={`Type ${branch.code} to archive it`}
        autoComplete="off"
        data-autofocus
        value={typed}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      />
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onLeave}>
          Leave it
        </Button>
        <Button type="submit" color="red" disabled={typed !== branch.code} loading={archive.isPending}>
          Archive
        </Button>
      </Group>
    </Form>
  );
}
