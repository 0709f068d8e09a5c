import type { Central } from '@branch-sync/contract';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { asked } from '../../api/ask.ts';
import { useIdentity } from '../../api/identity.ts';
import { ProblemError } from '../../api/request.ts';
import { Answer, Empty } from '../../ui/answer.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { EarlySteps } from './early-steps.tsx';
import { LateSteps } from './late-steps.tsx';

const route = getRouteApi('/branches/new');

/** The way to a new branch, from its connection to its first import. Once it is made, its code and the step stand in the address. */
export function NewBranchView() {
  const { may } = useIdentity();
  const { code } = route.useSearch();
  const [made, setMade] = useState<string | null>(null);
  const central = useQuery(asked<Central>('central', '/api/central'));
  // Whoever goes back to before it was made finds it made: it is not made twice.
  const standing = code ?? made;
  if (!may('admin')) return <Instead>Making a branch takes an admin. Ask one of yours.</Instead>;
  if (central.error instanceof ProblemError && central.error.problem.status === 404) return <CentralFirst />;
  return (
    <Page title="New branch" note="Connect a shop’s Odoo, and look at what would come in before anything does.">
      {standing === null ? <Answer of={central}>{() => <EarlySteps onMade={setMade} />}</Answer> : <LateSteps code={standing} />}
    </Page>
  );
}

function CentralFirst() {
  return (
    <Instead>
      <p>A branch’s orders go to central, and no central Odoo is set yet.</p>
      <Button component={Link} to="/settings">
        Set central
      </Button>
    </Instead>
  );
}

function Instead({ children }: { readonly children: React.ReactNode }) {
  return (
    <Page title="New branch">
      <Card>
        <Empty>{children}</Empty>
      </Card>
    </Page>
  );
}
