import type { Run } from '@branch-sync/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { asked, type Page } from '../../../api/ask.ts';
import { Answer } from '../../../ui/answer.tsx';
import { Card } from '../../../ui/page.tsx';
import { Table } from '../../../ui/table.tsx';
import { runColumns } from '../../runs/run-columns.tsx';

const columns = runColumns.filter(({ head }) => head !== 'Branch');

/** A branch's latest runs. */
export function LatestRuns({ code }: { readonly code: string }) {
  const query = useQuery(asked<Page<Run>>('runs', '/api/runs', { branch: code, limit: 5 }));
  const all = (
    <Link to="/runs" search={{ branch: code }}>
      All runs
    </Link>
  );
  return (
    <Card title="Latest runs" actions={all} isFlush>
      <Answer of={query} isEmpty={({ items }) => items.length === 0} empty="Nothing has run yet. Receive now starts an import.">
        {({ items }) => <Table label="Latest runs" columns={columns} rows={items} keyOf={({ id }) => id} />}
      </Answer>
    </Card>
  );
}
