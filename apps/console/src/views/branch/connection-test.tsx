import type { Branch, ConnectionCheck } from '@branch-sync/contract';
import { Button } from '@mantine/core';
import { IconPlugConnected } from '@tabler/icons-react';
import { useAct } from '../../api/act.ts';
import { testBranch } from '../../api/branch.ts';
import { useIdentity } from '../../api/identity.ts';
import { Empty, Refused } from '../../ui/answer.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Card } from '../../ui/page.tsx';
import { CheckResult } from '../connection/check-result.tsx';
import { testConnection } from '../connection/test-connection.ts';
import type { BranchConnection } from './connection-values.ts';

interface Props {
  readonly branch: Branch;
  /** What the form holds. */
  readonly typed: BranchConnection;
  readonly isChanged: boolean;
}

/** Tries the connection as it is kept; what is typed can be tried before it is, with its secret typed too: the kept one is never given back. */
export function ConnectionTest({ branch, typed, isChanged }: Props) {
  const { may } = useIdentity();
  const test = useAct<'kept' | 'typed', ConnectionCheck>({
    run: (which) => (which === 'kept' ? testBranch(branch.code) : testConnection(typed)),
    isQuiet: true,
  });
  const mayTryTyped = isChanged && may('admin');
  const button = (which: 'kept' | 'typed', label: string) => (
    <Button
      variant="default"
      leftSection={<IconPlugConnected size={16} aria-hidden />}
      loading={test.isPending && test.variables === which}
      disabled={test.isPending || (which === 'typed' && typed.secret === '')}
      onClick={() => test.mutate(which)}
    >
      {label}
    </Button>
  );
  const actions = (
    <>
      {mayTryTyped ? button('typed', 'Test what is typed') : null}
      {button('kept', isChanged ? 'Test what is saved' : 'Test the connection')}
    </>
  );
  return (
    <Card title="Test" note={noteOn(branch, typed, mayTryTyped)} actions={may('operator') ? actions : undefined}>
      {test.error === null ? null : <Refused error={test.error} />}
      {test.data === undefined ? <LastContact branch={branch} /> : <CheckResult check={test.data} />}
    </Card>
  );
}

function noteOn(branch: Branch, typed: BranchConnection, mayTryTyped: boolean): string {
  if (mayTryTyped && typed.secret === '' && branch.secretSet)
    return 'To test what is typed before it is saved, type the secret too.';
  return 'Signs in as a run would, and looks at rights, clock and rounding. Nothing is written.';
}

/** What is known without a test. */
function LastContact({ branch: { lastContact, timezone } }: { readonly branch: Branch }) {
  if (lastContact === null) return <Empty>This Odoo was not contacted yet. Test the connection to see what answers.</Empty>;
  return (
    <Facts
      of={[
        { name: 'Last contact', value: <Moment at={lastContact.at} timezone={timezone} /> },
        { name: 'Odoo', value: lastContact.version },
        { name: 'Transport', value: lastContact.transport === 'json2' ? 'JSON-2' : 'XML-RPC' },
      ]}
    />
  );
}
