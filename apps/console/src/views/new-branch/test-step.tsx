import { Button, Checkbox } from '@mantine/core';
import { useAct } from '../../api/act.ts';
import { Refused } from '../../ui/answer.tsx';
import { Card } from '../../ui/page.tsx';
import { CheckResult } from '../connection/check-result.tsx';
import { testConnection } from '../connection/test-connection.ts';
import { UnsafeNotice } from '../connection/tls-fields.tsx';
import { type Draft, mayGo, type TestedDraft } from './draft.ts';
import classes from './new-branch.module.css';
import { StepFoot } from './step-foot.tsx';

interface Props {
  readonly draft: Draft;
  readonly tested: TestedDraft;
  readonly onTested: (tested: TestedDraft) => void;
  readonly onBack: () => void;
  readonly onNext: () => void;
}

/** What the branch's Odoo answered. Warnings stop nobody; errors do, until somebody says that they go on. */
export function TestStep({ draft, tested, onTested, onBack, onNext }: Props) {
  const { check, isAgreed } = tested;
  const again = useAct({
    run: () => testConnection(draft),
    after: (found) => onTested({ check: found, isAgreed: false }),
    isQuiet: true,
  });
  const hasWarnings = check.findings.some(({ level }) => level === 'warning');
  return (
    <Card title="Test" note="Signed in as a run would. Nothing was written.">
      <div className={classes['parts']}>
        <UnsafeNotice values={draft} />
        {again.error === null ? null : <Refused error={again.error} />}
        <CheckResult check={check} />
        {check.ok ? null : (
          <Checkbox
            label="Go on although it does not work"
            description="The branch can be made and mended later; nothing comes in until then."
            checked={isAgreed}
            onChange={({ currentTarget }) => onTested({ check, isAgreed: currentTarget.checked })}
          />
        )}
      </div>
      <StepFoot
        onBack={onBack}
        onNext={onNext}
        act={check.ok && hasWarnings ? 'Go on with warnings' : 'Go on'}
        isShut={!mayGo('defaults', tested) || again.isPending}
      >
        <Button variant="default" loading={again.isPending} onClick={() => again.mutate(undefined)}>
          Test again
        </Button>
      </StepFoot>
    </Card>
  );
}
