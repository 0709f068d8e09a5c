import type { Branch, Run } from '@branch-sync/contract';
import { Button, Text } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useIdentity } from '../../api/identity.ts';
import { countOf } from '../../format/money.ts';
import { runKinds } from '../../format/words.ts';
import { Moment } from '../../ui/moment.tsx';
import { Card } from '../../ui/page.tsx';
import { ScheduleText } from '../../ui/schedule-text.tsx';
import { ScheduleForm } from './schedule-form.tsx';

const notes: Readonly<Record<Run['kind'], string>> = {
  receive: 'Takes what was sold into central',
  push: 'Sends central’s master data to the branch',
  reconcile: 'Compares what was sold with what central holds',
};

interface Props {
  readonly branch: Branch;
  readonly kind: Run['kind'];
  readonly isOpen: boolean;
  readonly onOpen: () => void;
  readonly onClose: () => void;
}

/** One schedule of a branch in words, and to edit. */
export function ScheduleCard({ branch, kind, isOpen, onOpen, onClose }: Props) {
  const { may } = useIdentity();
  const isEdited = isOpen && may('admin');
  return (
    <Card
      title={runKinds[kind]}
      note={notes[kind]}
      actions={
        isEdited || !may('admin') ? undefined : (
          <Button size="xs" variant="default" leftSection={<IconPencil size={14} aria-hidden />} onClick={onOpen}>
            Change<span className="unseen"> the schedule of {runKinds[kind].toLowerCase()}</span>
          </Button>
        )
      }
    >
      {isEdited ? <ScheduleForm branch={branch} kind={kind} onClose={onClose} /> : <Standing branch={branch} kind={kind} />}
    </Card>
  );
}

/** A schedule in words, and when it comes due next. */
function Standing({ branch, kind }: Pick<Props, 'branch' | 'kind'>) {
  const schedule = branch[kind];
  if (schedule === null) return <Text>By hand only</Text>;
  const { paused, nextDueAt, skippedSlots, everySeconds, cron } = schedule;
  const isPlanned = !paused && (everySeconds !== null || cron !== null);
  return (
    <>
      <Text fw={600}>
        <ScheduleText schedule={schedule} timezone={branch.timezone} />
      </Text>
      {isPlanned ? (
        <Text size="sm">
          Next: <Moment at={nextDueAt} timezone={branch.timezone} none="being planned" />
        </Text>
      ) : null}
      {skippedSlots === 0 ? null : (
        <Text size="sm" c="dimmed">
          {countOf(skippedSlots, 'moment')} left out so far, as the run before still went on.
        </Text>
      )}
    </>
  );
}
