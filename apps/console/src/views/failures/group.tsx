import type { Failure, FailureGroup, MappingsSet } from '@branch-sync/contract';
import { IconArrowLeft } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { asked, listed } from '../../api/ask.ts';
import { ProblemError } from '../../api/request.ts';
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
  const group = useQuery(asked<FailureGroup>('failures', `/api/failures/groups/${id}`));
  const failures = useInfiniteQuery(listed<Failure>('failures', '/api/failures', { group: id, branch, status }));
  const newest = failures.data?.pages[0]?.items[0];
  const answer = linked?.group === id ? linked.answer : null;
  // What is cured is not there any more; what was known of it before still is.
  const isOver = group.error instanceof ProblemError && group.error.problem.status === 404;
  const known = group.data ?? newest;

  return (
    <Page
      title={known?.title ?? 'Failures of one cause'}
      mark={known === undefined ? null : <State of={failureSeverities[known.severity]} />}
      note={group.data === undefined || isOver ? undefined : <GroupNote group={group.data} />}
      actions={
        <ButtonLink to="/failures" variant="default" leftSection={<IconArrowLeft size={16} aria-hidden />}>
          All failures
        </ButtonLink>
      }
    >
      <Card title={isOver ? 'How it ended' : 'What to do'}>
        {group.isPending && group.error === null ? <Waiting /> : null}
        {group.error === null || isOver ? null : <Refused error={group.error} again={group.refetch} />}
        {group.data === undefined || isOver ? null : (
          <Cure
            group={group.data}
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
      <GroupFailures id={id} group={isOver ? undefined : group.data} query={failures} />
    </Page>
  );
}
