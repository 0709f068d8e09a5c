import type { AlertChannel } from '@branch-sync/contract';
import { Button } from '@mantine/core';
import type { StateWords } from '../../../format/words.ts';
import { Moment } from '../../../ui/moment.tsx';
import { State } from '../../../ui/state.tsx';
import type { Column } from '../../../ui/table.tsx';
import classes from '../settings.module.css';
import type { ChannelActs } from './use-channel-acts.tsx';

type Acts = ChannelActs & { readonly edit: (channel: AlertChannel) => void };

/** What a list of channels tells of each; null: whoever looks may do nothing about them. */
export function channelColumns(acts: Acts | null): readonly Column<AlertChannel>[] {
  const deeds: Column<AlertChannel> = {
    head: 'Acts',
    isHeadUnseen: true,
    cell: (channel) => (acts === null ? null : <Deeds channel={channel} acts={acts} />),
  };
  return [
    {
      head: 'Channel',
      isWide: true,
      cell: ({ name, kind, target }) => (
        <div>
          <div>{name}</div>
          <div className={classes['quiet']}>
            {kind === 'webhook' ? 'Webhook' : 'E-mail'}, {target}
          </div>
        </div>
      ),
    },
    {
      head: 'State',
      cell: (channel) => (
        <div>
          <State of={stateOf(channel)} />
          <div className={classes['quiet']}>{channel.disabledReason ?? channel.lastProblem}</div>
        </div>
      ),
    },
    { head: 'Last sent', cell: ({ lastSentAt }) => <Moment at={lastSentAt} none="Never" /> },
    ...(acts === null ? [] : [deeds]),
  ];
}

function stateOf({ isDisabled, lastProblem }: AlertChannel): StateWords {
  if (isDisabled) return { word: 'Off', tone: 'idle' };
  return lastProblem === null ? { word: 'On', tone: 'good' } : { word: 'In trouble', tone: 'warn' };
}

function Deeds({ channel, acts }: { readonly channel: AlertChannel; readonly acts: Acts }) {
  const of = <span className="unseen"> {channel.name}</span>;
  return (
    <div className={classes['acts']} data-line>
      <Button size="xs" variant="default" loading={acts.testingId === channel.id} onClick={() => acts.test(channel)}>
        Test{of}
      </Button>
      <Button size="xs" variant="default" onClick={() => acts.edit(channel)}>
        Change{of}
      </Button>
      {channel.kind === 'webhook' ? (
        <Button size="xs" variant="default" onClick={() => acts.rotate(channel)}>
          New secret<span className="unseen"> for {channel.name}</span>
        </Button>
      ) : null}
      <Button size="xs" variant="default" onClick={() => acts.turn(channel)}>
        Switch {channel.isDisabled ? 'on' : 'off'}
        {of}
      </Button>
      <Button size="xs" color="red" variant="outline" onClick={() => acts.remove(channel)}>
        Delete{of}
      </Button>
    </div>
  );
}
