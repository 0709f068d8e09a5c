import type { Branch, ReceiveEstimate } from '@branch-sync/contract';
import { Button, Group, Modal, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useAct } from '../../api/act.ts';
import { branchPath, receiveNow } from '../../api/branch.ts';
import { request } from '../../api/request.ts';
import { momentText } from '../../format/time.ts';
import { fromLocalText, ownZone, toLocalText } from '../../format/zoned.ts';
import { Answer } from '../../ui/answer.tsx';
import { Form } from '../../ui/form.tsx';
import { EstimateText } from './estimate.tsx';

interface Props {
  readonly branch: Branch;
  readonly onStarted: (runId: string) => void;
  readonly onClose: () => void;
}

/** Imports everything since a moment of the branch's clock, after it was told how much that is. */
export function BackfillDialog({ branch: { code, timezone }, onStarted, onClose }: Props) {
  const [typed, setTyped] = useState('');
  const since = fromLocalText(typed, timezone);
  const [asked] = useDebouncedValue(since, 400);
  const estimate = useQuery({
    queryKey: ['records', 'estimate', code, asked],
    queryFn: ({ signal }) =>
      request<ReceiveEstimate>('POST', branchPath(code, '/receive/estimate'), { body: { since: asked }, signal }),
    enabled: asked !== null,
  });
  const receive = useAct({
    run: () => receiveNow(code, since ?? undefined),
    after({ runId }) {
      onStarted(runId);
      onClose();
    },
    isQuiet: true,
  });
  return (
    <Modal opened onClose={onClose} title="Receive since">
      <Form label="Receive since" refused="Not started" error={receive.error} onSubmit={() => receive.mutate(undefined)}>
        <Text size="sm" mb="md">
          Looks at every order that the branch has changed since then. What is in already stays as it is.
        </Text>
        <TextInput
          type="datetime-local"
          label="Since"
          description={`On the branch’s clock, ${timezone}`}
          data-autofocus
          max={toLocalText(Date.now(), timezone)}
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        />
        {since === null || timezone === ownZone ? null : (
          <Text size="sm" c="dimmed" mt={4}>
            {momentText(since)} on your clock, {ownZone}
          </Text>
        )}
        <Text component="output" display="block" size="sm" mt="md" mih="3rem">
          {asked === null ? null : <Answer of={estimate}>{(found) => <EstimateText of={found} />}</Answer>}
        </Text>
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onClose}>
            Leave it
          </Button>
          <Button type="submit" disabled={since === null} loading={receive.isPending}>
            Receive
          </Button>
        </Group>
      </Form>
    </Modal>
  );
}
