import type { Branch, BranchPatch, Run } from '@branch-sync/contract';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { fieldErrors, useAct } from '../../api/act.ts';
import { changeBranch } from '../../api/branch.ts';
import { errorsOf } from '../../ui/errors-of.ts';
import { Form } from '../../ui/form.tsx';
import { Unsaved } from '../../ui/unsaved.tsx';
import { draftOf, inputOf, isKept, type ScheduleDraft } from '../schedule-editor/schedule-draft.ts';
import { ScheduleEditor } from '../schedule-editor/schedule-editor.tsx';
import classes from './schedule-form.module.css';

interface Props {
  readonly branch: Branch;
  readonly kind: Run['kind'];
  /** Leaves what was typed. */
  readonly onClose: () => void;
}

/** One schedule of a branch to edit. */
export function ScheduleForm({ branch, kind, onClose }: Props) {
  const kept = branch[kind];
  const [draft, setDraft] = useState(() => draftOf(kept));
  const isChanged = !isKept(draft, kept);
  const save = useAct({
    run: () => changeBranch(branch.code, patchOf(kind, draft)),
    done: () => 'The schedule is saved. It holds from the next second on.',
    after: onClose,
    isQuiet: true,
  });
  return (
    <Form label="Schedule" error={save.error} onSubmit={() => save.mutate(undefined)}>
      <ScheduleEditor
        kind={kind}
        draft={draft}
        onChange={setDraft}
        timezone={branch.timezone}
        branch={branch.code}
        errors={errorsOf(fieldErrors(save.error), kind)}
      />
      <div className={classes['foot']}>
        <Button variant="default" onClick={onClose}>
          Leave it
        </Button>
        <Button type="submit" disabled={!isChanged} loading={save.isPending}>
          Save
        </Button>
      </div>
      <Unsaved is={isChanged} />
    </Form>
  );
}

/** Receives are always planned for, if by hand only; the others have no schedule then. */
function patchOf(kind: Run['kind'], draft: ScheduleDraft): BranchPatch {
  return { [kind]: kind !== 'receive' && draft.rhythm === 'hand' ? null : inputOf(draft) };
}
