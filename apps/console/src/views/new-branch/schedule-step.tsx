import type { Branch } from '@branch-sync/contract';
import { Checkbox } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { fieldErrors, useAct } from '../../api/act.ts';
import { changeBranch, receiveNow } from '../../api/branch.ts';
import { errorsOf } from '../../ui/errors-of.ts';
import { Form } from '../../ui/form.tsx';
import { Card } from '../../ui/page.tsx';
import { draftOf, inputOf, usual } from '../schedule-editor/schedule-draft.ts';
import { ScheduleEditor } from '../schedule-editor/schedule-editor.tsx';
import { StepFoot } from './step-foot.tsx';

interface Props {
  readonly branch: Branch;
  readonly onBack: () => void;
}

/** When the branch is received from now on; it begins with its first import, whose run is shown then. */
export function ScheduleStep({ branch, onBack }: Props) {
  const navigate = useNavigate();
  const { receive, code, timezone } = branch;
  // A branch that was just made has no rhythm and is paused: it begins with the usual one.
  const [draft, setDraft] = useState(() => (isUnplanned(branch) ? usual : { ...draftOf(receive), paused: false }));
  const [startsNow, setStartsNow] = useState(true);
  const begin = useAct({
    async run() {
      await changeBranch(code, { receive: inputOf(draft) });
      return startsNow ? await receiveNow(code) : null;
    },
    done: () => 'The branch is set up.',
    after(started) {
      if (started === null) void navigate({ to: '/branches/$code', params: { code } });
      else void navigate({ to: '/runs/$id', params: { id: started.runId } });
    },
    isQuiet: true,
  });
  return (
    <Card title="Schedule" note="When what was sold is taken into central">
      <Form label="Schedule" error={begin.error} refused="Not begun" onSubmit={() => begin.mutate(undefined)}>
        <ScheduleEditor
          kind="receive"
          draft={draft}
          onChange={setDraft}
          timezone={timezone}
          branch={code}
          errors={errorsOf(fieldErrors(begin.error), 'receive')}
        />
        <Checkbox
          mt="lg"
          label="Import now"
          description="Everything that the branch has sold so far; its run is shown."
          checked={startsNow}
          onChange={({ currentTarget }) => setStartsNow(currentTarget.checked)}
        />
        <StepFoot onBack={onBack} act={startsNow ? 'Begin' : 'Save the schedule'} isWorking={begin.isPending} />
      </Form>
    </Card>
  );
}

function isUnplanned({ receive: { everySeconds, cron } }: Branch): boolean {
  return everySeconds === null && cron === null;
}
