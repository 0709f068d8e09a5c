import type { Run } from '@branch-sync/contract';
import { Text } from '@mantine/core';
import { fieldErrors } from '../../api/act.ts';
import { errorsOf } from '../../ui/errors-of.ts';
import { ScheduleText } from '../../ui/schedule-text.tsx';
import classes from './editor.module.css';
import { Moments } from './moments.tsx';
import { inputOf, type ScheduleDraft } from './schedule-draft.ts';
import { ScheduleFields } from './schedule-fields.tsx';
import { useMoments } from './use-moments.ts';

interface Props {
  readonly kind: Run['kind'];
  readonly draft: ScheduleDraft;
  readonly onChange: (draft: ScheduleDraft) => void;
  readonly timezone: string;
  /** Its code, whose place in the interval counts. */
  readonly branch: string;
  /** What the API had against it when it was to be kept. */
  readonly errors: Readonly<Record<string, string>>;
}

/** A schedule to edit, in words and with its next moments beside it. */
export function ScheduleEditor({ kind, draft, onChange, timezone, branch, errors }: Props) {
  const moments = useMoments({ draft, timezone, kind, branch });
  const found = draft.rhythm === 'hand' ? {} : errorsOf(fieldErrors(moments.error), 'schedule');
  return (
    <div className={classes['editor']}>
      <ScheduleFields
        values={draft}
        set={(change) => onChange({ ...draft, ...change })}
        errors={{ ...errors, ...found }}
        timezone={timezone}
      />
      <div className={classes['side']}>
        <Text component="output" display="block" fw={600}>
          <ScheduleText schedule={inputOf(draft)} timezone={timezone} />
        </Text>
        {draft.rhythm === 'hand' ? null : <Moments of={moments} timezone={timezone} isPaused={draft.paused} />}
      </div>
    </div>
  );
}
