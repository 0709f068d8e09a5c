import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useIdentity } from '../../api/identity.ts';
import { overviewQuery } from '../../api/overview.ts';
import { Answer } from '../../ui/answer.tsx';
import { Page } from '../../ui/page.tsx';
import { BranchesCard } from './branches-card.tsx';
import { LastHours } from './last-hours.tsx';
import { NoBranches } from './no-branches.tsx';
import { Totals } from './totals.tsx';

/** All branches and how they stand: the page that is kept open all day. */
export function OverviewView() {
  const overview = useQuery(overviewQuery);
  const { may } = useIdentity();
  const hasBranches = overview.data !== undefined && overview.data.branches.length > 0;
  const newBranch =
    may('admin') && hasBranches ? (
      <Button component={Link} to="/branches/new">
        New branch
      </Button>
    ) : undefined;
  return (
    <Page title="Overview" actions={newBranch}>
      <Answer of={overview}>
        {(answer) =>
          answer.branches.length === 0 ? (
            <NoBranches hasCentral={answer.central !== null} />
          ) : (
            <>
              <Totals of={answer} />
              <LastHours hours={answer.hours} />
              <BranchesCard branches={answer.branches} />
            </>
          )
        }
      </Answer>
    </Page>
  );
}
