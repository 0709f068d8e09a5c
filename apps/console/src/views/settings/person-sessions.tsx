import type { PersonAnswer, SessionAnswer } from '@branch-sync/contract';
import { Button, Group, Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useAct } from '../../api/act.ts';
import { asked } from '../../api/ask.ts';
import { request } from '../../api/request.ts';
import { countOf } from '../../format/money.ts';
import { Answer } from '../../ui/answer.tsx';
import { Table } from '../../ui/table.tsx';
import { useEndSession } from './end-session.ts';
import { sessionColumns } from './session-columns.tsx';

interface Props {
  readonly person: PersonAnswer;
  readonly onClose: () => void;
}

/** Where somebody is signed in, for an admin to end. */
export function PersonSessions({ person, onClose }: Props) {
  const path = `/api/people/${person.id}/sessions`;
  const sessions = useQuery(asked<{ readonly items: readonly SessionAnswer[] }>('settings', path));
  const ending = useEndSession();
  const endAll = useAct<void, { readonly ended: number }>({
    run: () => request('DELETE', path),
    done: ({ ended }) => `${countOf(ended, 'sign-in is', 'sign-ins are')} over.`,
  });
  return (
    <Modal opened onClose={onClose} title={`Sign-ins of ${person.name}`} size="xl">
      <Answer of={sessions} isEmpty={({ items }) => items.length === 0} empty="They are signed in nowhere.">
        {({ items }) => (
          <>
            <Table label={`Sign-ins of ${person.name}`} columns={sessionColumns(ending)} rows={items} keyOf={({ id }) => id} />
            <Group justify="flex-end" mt="md">
              <Button color="red" variant="outline" loading={endAll.isPending} onClick={() => endAll.mutate()}>
                End all of them
              </Button>
            </Group>
          </>
        )}
      </Answer>
    </Modal>
  );
}
