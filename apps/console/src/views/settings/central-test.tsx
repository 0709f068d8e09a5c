import type { Central, ConnectionCheck } from '@branch-sync/contract';
import { Button } from '@mantine/core';
import { IconPlugConnected } from '@tabler/icons-react';
import { useAct } from '../../api/act.ts';
import { testCentral } from '../../api/central.ts';
import { useIdentity } from '../../api/identity.ts';
import { Empty, Refused } from '../../ui/answer.tsx';
import { type Fact, Facts } from '../../ui/facts.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Card } from '../../ui/page.tsx';
import { State } from '../../ui/state.tsx';
import { CheckResult } from '../connection/check-result.tsx';

/** Tries the central connection as it is kept, and shows what was found; until then what the last contact taught. */
export function CentralTest({ central }: { readonly central: Central }) {
  const { may } = useIdentity();
  const test = useAct<void, ConnectionCheck>({ run: testCentral, isQuiet: true });
  return (
    <Card
      title="Test"
      note="Signs in as a run would, with what is saved, and looks at rights, clock and decimals. Nothing is written."
      actions={
        may('operator') ? (
          <Button
            variant="default"
            leftSection={<IconPlugConnected size={16} aria-hidden />}
            loading={test.isPending}
            onClick={() => test.mutate()}
          >
            Test the connection
          </Button>
        ) : undefined
      }
    >
      {test.error === null ? null : <Refused error={test.error} />}
      {test.data === undefined ? <LastContact central={central} /> : <CheckResult check={test.data} />}
    </Card>
  );
}

/** What is known without a test. */
function LastContact({ central: { circuit, lastContact } }: { readonly central: Central }) {
  if (lastContact === null && circuit.offlineSince === null)
    return <Empty>Central was not contacted yet. Test the connection to see what answers.</Empty>;
  const facts: readonly (Fact | null)[] = [
    {
      name: 'State',
      value: <State of={circuit.offlineSince === null ? { word: 'Answers', tone: 'good' } : { word: 'Offline', tone: 'bad' }} />,
    },
    circuit.offlineSince === null ? null : { name: 'Offline since', value: <Moment at={circuit.offlineSince} /> },
    circuit.nextTryAt === null ? null : { name: 'Tried again', value: <Moment at={circuit.nextTryAt} /> },
    lastContact === null ? null : { name: 'Last contact', value: <Moment at={lastContact.at} /> },
    lastContact === null ? null : { name: 'Odoo', value: lastContact.version },
    lastContact === null ? null : { name: 'Transport', value: lastContact.transport === 'json2' ? 'JSON-2' : 'XML-RPC' },
  ];
  return <Facts of={facts.filter((fact) => fact !== null)} />;
}
