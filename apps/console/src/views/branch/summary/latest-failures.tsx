import type { FailureGroup } from '@branch-sync/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { asked, type Page } from '../../../api/ask.ts';
import { countText } from '../../../format/money.ts';
import { failureSeverities } from '../../../format/words.ts';
import { Answer } from '../../../ui/answer.tsx';
import { Moment } from '../../../ui/moment.tsx';
import { Amounts } from '../../../ui/money.tsx';
import { Card } from '../../../ui/page.tsx';
import { State } from '../../../ui/state.tsx';
import { type Column, Table } from '../../../ui/table.tsx';

/** What of a branch does not work, by its cause. */
export function LatestFailures({ code }: { readonly code: string }) {
  const query = useQuery(asked<Page<FailureGroup>>('failures', '/api/failures/groups', { branch: code, limit: 5 }));
  const all = (
    <Link to="/failures" search={{ branch: code }}>
      All failures
    </Link>
  );
  return (
    <Card title="Failures that stand" actions={all} isFlush>
      <Answer of={query} isEmpty={({ items }) => items.length === 0} empty="Nothing fails.">
        {({ items }) => <Table label="Failures that stand" columns={columnsOf(code)} rows={items} keyOf={({ group }) => group} />}
      </Answer>
    </Card>
  );
}

function columnsOf(code: string): Column<FailureGroup>[] {
  return [
    {
      head: 'Cause',
      isWide: true,
      cell: ({ group, title }) => (
        <Link to="/failures/$group" params={{ group }} search={{ branch: code }}>
          {title}
        </Link>
      ),
    },
    { head: 'Severity', cell: ({ severity }) => <State of={failureSeverities[severity]} /> },
    { head: 'Failures', isNumber: true, cell: ({ failures }) => countText(failures) },
    { head: 'Orders waiting', isNumber: true, cell: ({ orders }) => countText(orders) },
    { head: 'Worth', isNumber: true, cell: ({ amounts }) => <Amounts of={amounts} /> },
    { head: 'Last seen', cell: ({ lastSeenAt }) => <Moment at={lastSeenAt} /> },
  ];
}
