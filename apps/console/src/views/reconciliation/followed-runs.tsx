import { Alert, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { runStatuses } from '../../format/words.ts';
import { isOver, runQuery } from '../../live/run.ts';
import { State } from '../../ui/state.tsx';

/** What somebody asked for here, and the runs that do it. */
export interface Followed {
  readonly what: 'compare' | 'receive';
  readonly told: string;
  readonly runIds: readonly string[];
}

/** How it goes with what was asked for; the day below is shown anew by itself. */
export function FollowedRuns({ of: { what, told, runIds }, onClose }: { readonly of: Followed; readonly onClose: () => void }) {
  return (
    <Alert mt="md" color="blue" withCloseButton closeButtonLabel="Put this away" onClose={onClose}>
      {told}
      {what === 'receive' ? ' When that is done, compare the day again.' : ''}
      <Group component="ul" gap="xs" m={0} p={0} style={{ listStyle: 'none' }}>
        {runIds.map((id) => (
          <li key={id}>
            <FollowedRun id={id} />
          </li>
        ))}
      </Group>
    </Alert>
  );
}

function FollowedRun({ id }: { readonly id: string }) {
  const { data } = useQuery({
    ...runQuery(id),
    refetchInterval: ({ state: { data: run } }) => (run !== undefined && isOver(run) ? false : 4_000),
  });
  return (
    <>
      {data === undefined ? null : <State of={runStatuses[data.status]} />}{' '}
      <Link to="/runs/$id" params={{ id }}>
        See how it goes
      </Link>
    </>
  );
}
