import type { Run } from '@branch-sync/contract';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { branchQuery } from '../../api/branch.ts';
import { Answer } from '../../ui/answer.tsx';
import { ReadOnlyNotice } from './read-only-notice.tsx';
import { ScheduleCard } from './schedule-card.tsx';

const route = getRouteApi('/branches/$code/schedule');

const kinds = ['receive', 'push', 'reconcile'] as const;

/** When a branch is received, pushed to and reconciled. */
export function BranchScheduleView() {
  const { code } = route.useParams();
  const { edit } = route.useSearch();
  const navigate = useNavigate();
  const open = (kind: Run['kind']) => void navigate({ to: '/branches/$code/schedule', params: { code }, search: { edit: kind } });
  const close = () =>
    void navigate({ to: '/branches/$code/schedule', params: { code }, search: {}, ignoreBlocker: true, replace: true });
  return (
    <Answer of={useQuery(branchQuery(code))}>
      {(branch) => (
        <>
          <ReadOnlyNotice />
          {kinds.map((kind) => (
            <ScheduleCard
              key={kind}
              branch={branch}
              kind={kind}
              isOpen={edit === kind}
              onOpen={() => open(kind)}
              onClose={close}
            />
          ))}
        </>
      )}
    </Answer>
  );
}
