import type { Run } from '@branch-sync/contract';
import { Link } from '@tanstack/react-router';
import { useIdentity } from '../../api/identity.ts';
import { boardPathOf } from '../../format/board-path.ts';
import { countText } from '../../format/money.ts';
import { BranchLink } from '../../ui/branch-link.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { type Fact, Facts } from '../../ui/facts.tsx';
import { Card } from '../../ui/page.tsx';
import { Took } from './run-columns.tsx';

/** What else is known of a run, and what leads on: to its job, to the log, to what was asked. */
export function RunFacts({ run }: { readonly run: Run }) {
  const { may } = useIdentity();
  const { id, kind, branchCode, attempts, odooCalls, requestId, request } = run;
  const { previewId } = request;
  const facts: readonly (Fact | null)[] = [
    { name: 'Branch', value: <BranchLink code={branchCode} /> },
    { name: 'Took', value: <Took run={run} /> },
    { name: 'Attempts', value: countText(attempts) },
    { name: 'Calls to Odoo', value: countText(odooCalls) },
    typeof previewId === 'string'
      ? {
          name: 'Its preview',
          value: (
            <Link to="/runs/$id" params={{ id: previewId }}>
              What was to be written
            </Link>
          ),
        }
      : null,
    { name: 'Run id', value: <CopyText text={id} what="the run’s id" /> },
    requestId === null ? null : { name: 'Request id', value: <CopyText text={requestId} what="the request’s id" /> },
    requestId === null || !may('admin')
      ? null
      : {
          name: 'Who asked',
          value: (
            <Link to="/settings/audit" search={{ requestId }}>
              In the audit log
            </Link>
          ),
        },
    {
      name: 'Job',
      value: (
        <Link to="/jobs" search={{ at: boardPathOf(run) }}>
          In the queue {kind}
        </Link>
      ),
    },
  ];
  return (
    <Card title="Particulars">
      <Facts of={facts.filter((fact) => fact !== null)} />
    </Card>
  );
}
