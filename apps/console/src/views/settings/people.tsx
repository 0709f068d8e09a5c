import type { PersonAnswer } from '@branch-sync/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { listed } from '../../api/ask.ts';
import { given } from '../../app/search.ts';
import { List } from '../../ui/list.tsx';
import { NeedsAdmin } from '../../ui/needs-admin.tsx';
import { Card } from '../../ui/page.tsx';
import { Table } from '../../ui/table.tsx';
import { personColumns } from './person-columns.tsx';
import { PersonSessions } from './person-sessions.tsx';
import { RolesCard } from './roles-card.tsx';
import { usePersonActs } from './use-person-acts.tsx';

const route = getRouteApi('/settings/people');

/** Who may in, as what, and by what. */
export function PeopleView() {
  return (
    <>
      <NeedsAdmin what="Who may sign in, what they may do, and where they are signed in.">
        <People />
      </NeedsAdmin>
      <RolesCard />
    </>
  );
}

function People() {
  const { person: personId } = route.useSearch();
  const navigate = route.useNavigate();
  const people = useInfiniteQuery(listed<PersonAnswer>('settings', '/api/people'));
  const acts = usePersonActs();
  const shown = people.data?.pages.flatMap(({ items }) => items).find(({ id }) => id === personId);
  const showSessions = (person: PersonAnswer | null) =>
    void navigate({ search: given({ person: person?.id }), replace: person === null, resetScroll: false });
  return (
    <>
      <Card title="People" note="Everybody who has signed in, or has a local account" isFlush>
        <List of={people} empty="Nobody has signed in yet. Who comes through one of the ways below stands here.">
          {(items) => <Table label="People" columns={personColumns(acts, showSessions)} rows={items} keyOf={({ id }) => id} />}
        </List>
      </Card>
      {shown === undefined ? null : <PersonSessions person={shown} onClose={() => showSessions(null)} />}
      {acts.dialog}
    </>
  );
}
