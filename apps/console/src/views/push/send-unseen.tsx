import type { Branch } from '@branch-sync/contract';
import { Button, Group, Modal, Text } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../api/act.ts';
import { request } from '../../api/request.ts';
import { countOf } from '../../format/money.ts';
import { inputOf } from './choices.ts';
import type { Push } from './use-push.ts';
import { type When, WhenChoice } from './when-choice.tsx';

interface FleetPushAccepted {
  readonly runs: readonly { readonly branchCode: string; readonly runId: string }[];
}

interface Props {
  readonly push: Push;
  readonly branches: readonly Branch[];
  readonly isReady: boolean;
}

/** For whoever knows what will be written: the same push to all chosen branches at once, without a preview. */
export function SendUnseen({ push: { choices, showRuns }, branches, isReady }: Props) {
  const [isOpen, setOpen] = useState(false);
  const [when, setWhen] = useState<When>('queue');
  const send = useAct({
    run: () =>
      request<FleetPushAccepted>('POST', '/api/push', {
        body: { ...inputOf(choices), branches: branches.map(({ code }) => code), when },
      }),
    after: ({ runs }) => void showRuns(runs.map(({ runId }) => runId)),
  });
  const close = () => setOpen(false);
  const where = countOf(branches.length, 'branch', 'branches');
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)} disabled={!isReady || branches.length === 0}>
        Send without looking
      </Button>
      <Modal opened={isOpen} onClose={close} title="Send without looking">
        <Text size="sm" mb="md">
          {where}: each gets what was chosen, as it is when its turn comes. Nobody sees before what is written; the log tells it
          afterwards.
        </Text>
        <WhenChoice value={when} onChange={setWhen} />
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={close}>
            Leave it
          </Button>
          <Button loading={send.isPending} onClick={() => send.mutate(undefined)}>
            Send to {where}
          </Button>
        </Group>
      </Modal>
    </>
  );
}
