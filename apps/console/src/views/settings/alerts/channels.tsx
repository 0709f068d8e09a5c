import type { AlertChannel } from '@branch-sync/contract';
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { alertChannelsQuery } from '../../../api/alerts.ts';
import { useIdentity } from '../../../api/identity.ts';
import { List } from '../../../ui/list.tsx';
import { Card } from '../../../ui/page.tsx';
import { Table } from '../../../ui/table.tsx';
import { channelColumns } from './channel-columns.tsx';
import { ChannelForm } from './channel-form.tsx';
import { ShownSecret } from './shown-secret.tsx';
import { useChannelActs } from './use-channel-acts.tsx';

/** Where alerts are sent. */
export function Channels() {
  const isReadOnly = !useIdentity().may('admin');
  const [edited, setEdited] = useState<AlertChannel | 'new' | null>(null);
  const channels = useInfiniteQuery(alertChannelsQuery);
  const acts = useChannelActs();
  return (
    <>
      <Card
        title="Channels"
        note="Signed webhooks, and e-mail"
        actions={
          isReadOnly ? null : (
            <Button size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setEdited('new')}>
              New channel
            </Button>
          )
        }
        isFlush
      >
        <List of={channels} empty="There is no channel, so that alerts stand here alone. Make one, and choose it in the rules.">
          {(items) => (
            <Table
              label="Channels"
              columns={channelColumns(isReadOnly ? null : { ...acts, edit: setEdited })}
              rows={items}
              keyOf={({ id }) => id}
            />
          )}
        </List>
      </Card>
      {edited === null ? null : <ChannelForm channel={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
      {acts.made === null ? null : <ShownSecret of={acts.made} onClose={acts.forget} />}
      {acts.dialog}
    </>
  );
}
