import type { SessionAnswer } from '@branch-sync/contract';
import { Button } from '@mantine/core';
import { IconLogout } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { asked } from '../../api/ask.ts';
import { useIdentity } from '../../api/identity.ts';
import { roleWords } from '../../format/words.ts';
import { Answer } from '../../ui/answer.tsx';
import { Card } from '../../ui/page.tsx';
import { Table } from '../../ui/table.tsx';
import { useEndSession } from './end-session.ts';
import { sessionColumns } from './session-columns.tsx';

/** Where one is signed in, and ways to end it. */
export function SessionsView() {
  const { identity } = useIdentity();
  const sessions = useQuery(asked<{ readonly items: readonly SessionAnswer[] }>('settings', '/api/sessions'));
  const ending = useEndSession();
  return (
    <Card
      title="My sign-ins"
      note={`${identity.name} · ${roleWords[identity.role].word}`}
      actions={
        <form method="post" action="/sign-out">
          <Button type="submit" size="xs" variant="default" leftSection={<IconLogout size={14} aria-hidden />}>
            Sign out here
          </Button>
        </form>
      }
      isFlush
    >
      <Answer of={sessions} isEmpty={({ items }) => items.length === 0} empty="No sign-in of yours holds.">
        {({ items }) => <Table label="My sign-ins" columns={sessionColumns(ending)} rows={items} keyOf={({ id }) => id} />}
      </Answer>
    </Card>
  );
}
