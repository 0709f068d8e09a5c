import { Alert, Button, Code } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, Outlet } from '@tanstack/react-router';
import { useState } from 'react';
import { branchQuery } from '../../api/branch.ts';
import { overviewQuery } from '../../api/overview.ts';
import { ProblemError } from '../../api/request.ts';
import { branchStates } from '../../format/words.ts';
import { Empty, Refused, Waiting } from '../../ui/answer.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { State } from '../../ui/state.tsx';
import { TabLinks } from '../../ui/tab-links.tsx';
import { BranchActs } from './acts.tsx';

const route = getRouteApi('/branches/$code');

const parts = [
  { to: '/branches/$code', name: 'Summary' },
  { to: '/branches/$code/connection', name: 'Connection' },
  { to: '/branches/$code/defaults', name: 'Defaults' },
  { to: '/branches/$code/mappings', name: 'Mappings' },
  { to: '/branches/$code/schedule', name: 'Schedule' },
  { to: '/branches/$code/master-data', name: 'Master data' },
] as const;

/** What stands around every part of a branch: who it is, how it stands, and what can be done with it. */
export function BranchView() {
  const { code } = route.useParams();
  const { data: branch, error, refetch } = useQuery(branchQuery(code));
  const { data: overview } = useQuery(overviewQuery);
  const [startedRun, setStartedRun] = useState<string | null>(null);
  const standing = overview?.branches.find((one) => one.code === code);
  if (branch === undefined && error instanceof ProblemError && error.problem.status === 404) return <NoSuchBranch code={code} />;
  return (
    <Page
      title={branch?.name ?? code}
      mark={
        <>
          <Code>{code}</Code>
          {standing === undefined ? null : <State of={branchStates[standing.state]} />}
        </>
      }
      note={branch?.timezone}
      actions={branch === undefined ? null : <BranchActs branch={branch} onStarted={setStartedRun} />}
    >
      <div>
        <output>{startedRun === null ? null : <Started runId={startedRun} onClose={() => setStartedRun(null)} />}</output>
        <TabLinks label="Parts of the branch">
          {parts.map(({ to, name }) => (
            <Link key={to} to={to} params={{ code }} activeOptions={{ exact: to === '/branches/$code', includeSearch: false }}>
              {name}
            </Link>
          ))}
        </TabLinks>
      </div>
      {branch === undefined ? error === null ? <Waiting /> : <Refused error={error} again={refetch} /> : <Outlet />}
    </Page>
  );
}

/** That something goes on now, and where to look at it. */
function Started({ runId, onClose }: { readonly runId: string; readonly onClose: () => void }) {
  return (
    <Alert color="green" mb="sm" withCloseButton closeButtonLabel="Close" onClose={onClose}>
      An import is asked for.{' '}
      <Link to="/runs/$id" params={{ id: runId }}>
        See how it goes
      </Link>
    </Alert>
  );
}

function NoSuchBranch({ code }: { readonly code: string }) {
  return (
    <Page title="No such branch">
      <Card>
        <Empty>
          <p>
            There is no branch <Code>{code}</Code>. It may have been archived.
          </p>
          <Button component={Link} to="/" variant="default" leftSection={<IconArrowLeft size={16} aria-hidden />}>
            To all branches
          </Button>
        </Empty>
      </Card>
    </Page>
  );
}
