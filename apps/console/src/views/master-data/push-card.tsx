import type { Branch } from '@branch-sync/contract';
import { Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useIdentity } from '../../api/identity.ts';
import { Moment } from '../../ui/moment.tsx';
import { Card } from '../../ui/page.tsx';
import { ScheduleText } from '../../ui/schedule-text.tsx';

/** When master data is pushed to a branch, and the ways to change that and to push now. */
export function PushCard({ branch: { code, push, timezone } }: { readonly branch: Branch }) {
  const { may } = useIdentity();
  const actions = (
    <>
      <Link to="/branches/$code/schedule" params={{ code }} search={may('admin') ? { edit: 'push' } : {}}>
        Schedule
      </Link>
      {may('operator') ? (
        <Link to="/push" search={{ branches: [code] }}>
          Push now
        </Link>
      ) : null}
    </>
  );
  return (
    <Card title="When it is pushed" actions={actions}>
      <Text>{push === null ? 'By hand only' : <ScheduleText schedule={push} timezone={timezone} />}</Text>
      {push === null || push.paused ? null : (
        <Text size="sm">
          Next: <Moment at={push.nextDueAt} timezone={timezone} none="being planned" />
        </Text>
      )}
    </Card>
  );
}
