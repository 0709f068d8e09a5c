import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { overviewQuery } from '../../api/overview.ts';
import { Answer, Empty } from '../../ui/answer.tsx';
import { Card } from '../../ui/page.tsx';
import { LatestDays } from './summary/latest-days.tsx';
import { LatestFailures } from './summary/latest-failures.tsx';
import { LatestOrders } from './summary/latest-orders.tsx';
import { LatestRuns } from './summary/latest-runs.tsx';
import { SalesCard } from './summary/sales-card.tsx';
import { StandingCard } from './summary/standing-card.tsx';
import classes from './summary/summary.module.css';

const route = getRouteApi('/branches/$code/');

/** A branch at a glance: how it stands, and the latest of all that is kept of it. */
export function SummaryView() {
  const { code } = route.useParams();
  return (
    <>
      <Answer of={useQuery(overviewQuery)}>
        {({ branches }) => {
          const branch = branches.find((one) => one.code === code);
          // The overview is some seconds old: a branch that was just made is not in it yet.
          if (branch === undefined) return <NotInYet />;
          return (
            <div className={classes['glance']}>
              <StandingCard branch={branch} />
              <SalesCard branch={branch} />
            </div>
          );
        }}
      </Answer>
      <LatestDays code={code} />
      <LatestRuns code={code} />
      <LatestFailures code={code} />
      <LatestOrders code={code} />
    </>
  );
}

function NotInYet() {
  return (
    <Card>
      <Empty>How the branch stands is put together; it is shown in some seconds.</Empty>
    </Card>
  );
}
