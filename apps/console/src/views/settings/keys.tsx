import type { ApiKey } from '@branch-sync/contract';
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useAct } from '../../api/act.ts';
import { listed } from '../../api/ask.ts';
import { request } from '../../api/request.ts';
import { useConfirm } from '../../ui/confirm.tsx';
import { List } from '../../ui/list.tsx';
import { NeedsAdmin } from '../../ui/needs-admin.tsx';
import { Card } from '../../ui/page.tsx';
import { Table } from '../../ui/table.tsx';
import { keyColumns } from './key-columns.tsx';
import { NewKey } from './new-key.tsx';

/** The keys by which programs come in. */
export function KeysView() {
  return (
    <NeedsAdmin what="The keys by which programs call the API: what each may, and when it was last used.">
      <Keys />
    </NeedsAdmin>
  );
}

function Keys() {
  const [isMaking, setMaking] = useState(false);
  const { ask, dialog } = useConfirm();
  const keys = useInfiniteQuery(listed<ApiKey>('settings', '/api/keys'));
  const revoke = useAct<ApiKey, void>({
    run: ({ id }) => request('DELETE', `/api/keys/${id}`),
    done: (_, { name }) => `The key ${name} is revoked.`,
  });
  const askToRevoke = (key: ApiKey) =>
    ask({
      title: `Revoke ${key.name}?`,
      text: `Whatever calls with ${key.prefix}… is refused from now on. A revoked key cannot be given back; make a new one instead.`,
      act: 'Revoke the key',
      isDangerous: true,
      onYes: () => revoke.mutate(key),
    });
  return (
    <>
      <Card
        title="API keys"
        note="For programs, sent as Authorization: Bearer KEY"
        actions={
          <Button size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setMaking(true)}>
            New key
          </Button>
        }
        isFlush
      >
        <List of={keys} empty="There is no key. Make one for a program that is to call the API.">
          {(items) => (
            <Table
              label="API keys"
              columns={keyColumns(askToRevoke, revoke.isPending ? revoke.variables.id : null)}
              rows={items}
              keyOf={({ id }) => id}
            />
          )}
        </List>
      </Card>
      {isMaking ? <NewKey onClose={() => setMaking(false)} /> : null}
      {dialog}
    </>
  );
}
