import type { ReconciledDay, RunAccepted } from '@branch-sync/contract';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useAct } from '../../../api/act.ts';
import { asked, type Page } from '../../../api/ask.ts';
import { branchPath } from '../../../api/branch.ts';
import { useIdentity } from '../../../api/identity.ts';
import { request } from '../../../api/request.ts';
import { countOf } from '../../../format/money.ts';
import { dayText } from '../../../format/time.ts';
import { dayStatuses } from '../../../format/words.ts';
import { Answer } from '../../../ui/answer.tsx';
import { Card } from '../../../ui/page.tsx';
import classes from './summary.module.css';

const shownDays = 14;

/** The days that were compared last, the oldest first. */
export function LatestDays({ code }: { readonly code: string }) {
  const query = useQuery(asked<Page<ReconciledDay>>('reconciliation', branchPath(code, '/reconciliation'), { limit: shownDays }));
  const { may } = useIdentity();
  const reconcile = useAct({
    run: () => request<RunAccepted>('POST', branchPath(code, '/reconcile'), { body: {} }),
    done: () => 'The days are being compared.',
  });
  const actions = (
    <>
      {may('operator') ? (
        <Button size="xs" variant="default" loading={reconcile.isPending} onClick={() => reconcile.mutate(undefined)}>
          Reconcile now
        </Button>
      ) : null}
      <Link to="/reconciliation" search={{ branch: code }}>
        All days
      </Link>
    </>
  );
  return (
    <Card title="Reconciliation" note="The last days that were compared" actions={actions}>
      <Answer
        of={query}
        isEmpty={({ items }) => items.length === 0}
        empty="No day was compared yet. Reconcile compares them at night, or by hand."
      >
        {({ items }) => (
          <ol className={classes['days']} aria-label="Days, the oldest first">
            {items.toReversed().map((day) => (
              <li key={day.day}>
                <Day of={day} />
              </li>
            ))}
          </ol>
        )}
      </Answer>
    </Card>
  );
}

function Day({ of: { branchCode, day, status, findingCount } }: { readonly of: ReconciledDay }) {
  const { word, tone } = dayStatuses[status];
  return (
    <Link to="/reconciliation/$code/$day" params={{ code: branchCode, day }} className={classes['day']} data-tone={tone}>
      {dayText(day)}
      <b>{findingCount === 0 ? word : countOf(findingCount, 'finding')}</b>
    </Link>
  );
}
