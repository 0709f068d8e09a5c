import type { Failure, FailureGroup, MappingsSet } from '@branch-sync/contract';
import { IconArrowLeft } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { asked, listed, type Page as PageOf } from '../../api/ask.ts';
import { failureSeverities } from '../../format/words.ts';
import { Empty, Refused, Waiting } from '../../ui/answer.tsx';
import { ButtonLink } from '../../ui/button-link.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { State } from '../../ui/state.tsx';
import { Cure } from './cure.tsx';
import { GroupFailures } from './group-failures.tsx';
import { GroupNote } from './group-note.tsx';
import { GroupOver } from './group-over.tsx';

const route = getRouteApi('/failures/$group');

/** One cause: what to do about it, and all that fails by it. */
export function FailureGroupView() {
  const { group: id } = route.useParams();
  const { branch, status } = route.useSearch();
  const [linked, setLinked] = useState<{ readonly group: string; readonly answer: MappingsSet } | null>(null);
  // What is cured is listed no more: it is asked for as a list, where its end is no refusal.
  const group = useQuery(asked<PageOf<FailureGroup>>('failures', '/api/failures/groups', { group: id }));
  const standing = group.data?.items[0];
  const failures = useInfiniteQuery(listed<Failure>('failures', '/api/failures', { group: id, branch, status }));
  const newest = failures.data?.pages[0]?.items[0];
  const answer = linked?.group === id ? linked.answer : null;
  const isOver = group.data !== undefined && standing === undefined;
  const known = standing ?? newest;

  return (
    <Page
      title={known?.title ?? 'Failures of one cause'}
      mark={known === undefined ? null : <State of={failureSeverities[known.severity]} />}
      note={standing === undefined ? undefined : <GroupNote group={standing} />}
      actions={
        <ButtonLink to="/failures" variant="default" leftSection={<IconArrowLeft size={16} aria-hidden />}>
          All failures
        </ButtonLink>
      }
    >
      <Card title={isOver ? 'How it ended' : 'What to do'}>
        {group.isPending && group.error === null ? <Waiting /> : null}
        {group.error === null ? null : <Refused error={group.error} again={group.refetch} />}
        {standing === undefined ? null : (
          <Cure
            group={standing}
            newest={newest}
            linked={answer}
            onLinked={(set) => setLinked(set === null ? null : { group: id, answer: set })}
          />
        )}
        {isOver && newest !== undefined ? <GroupOver newest={newest} linked={answer} /> : null}
        {isOver && newest === undefined && !failures.isPending ? (
          <Empty>Nothing of this cause is known here. It may be of a branch that you do not see, or too old.</Empty>
        ) : null}
      </Card>
      <GroupFailures id={id} group={standing} query={failures} />
    </Page>
  );
}
