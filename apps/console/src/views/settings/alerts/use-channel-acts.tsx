import type { AlertChannel, AlertTest, CreatedAlertChannel } from '@branch-sync/contract';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useAct } from '../../../api/act.ts';
import { request } from '../../../api/request.ts';
import { useConfirm } from '../../../ui/confirm.tsx';

const pathOf = ({ id }: AlertChannel, rest = '') => `/api/alerts/channels/${id}${rest}`;

/** What an admin does about channels. `made`: whose new secret is to be shown. */
export function useChannelActs() {
  const { ask, dialog } = useConfirm();
  const [made, setMade] = useState<CreatedAlertChannel | null>(null);
  const test = useAct<AlertChannel, AlertTest>({
    run: (channel) => request('POST', pathOf(channel, '/test')),
    after: ({ ok, message }, { name }) =>
      void notifications.show({
        title: ok ? `${name}: the test went out` : `${name}: the test did not go out`,
        message,
        color: ok ? 'green' : 'red',
        autoClose: 12_000,
      }),
  });
  const turn = useAct<AlertChannel, AlertChannel>({
    run: (channel) => request('PATCH', pathOf(channel), { body: { isDisabled: !channel.isDisabled } }),
    done: ({ name, isDisabled }) => `${name} is ${isDisabled ? 'off' : 'on'}.`,
  });
  const rotate = useAct<AlertChannel, CreatedAlertChannel>({
    run: (channel) => request('POST', pathOf(channel, '/rotate-secret')),
    after: setMade,
  });
  const remove = useAct<AlertChannel, void>({
    run: (channel) => request('DELETE', pathOf(channel)),
    done: (_, { name }) => `The channel ${name} is deleted.`,
  });
  return {
    dialog,
    made,
    forget: () => setMade(null),
    testingId: test.isPending ? test.variables.id : null,
    test: (channel: AlertChannel) => test.mutate(channel),
    turn: (channel: AlertChannel) => turn.mutate(channel),
    rotate: (channel: AlertChannel) =>
      ask({
        title: `Give ${channel.name} another secret?`,
        text: 'What is sent from now on is signed with the new one: its receiver refuses it until it has that one, too.',
        act: 'Make another secret',
        isDangerous: true,
        onYes: () => rotate.mutate(channel),
      }),
    remove: (channel: AlertChannel) =>
      ask({
        title: `Delete ${channel.name}?`,
        text: 'Nothing is sent there any more, neither what waits. Rules that name it go on without it.',
        act: 'Delete the channel',
        isDangerous: true,
        onYes: () => remove.mutate(channel),
      }),
  };
}

export type ChannelActs = Omit<ReturnType<typeof useChannelActs>, 'dialog' | 'made' | 'forget'>;
