import type { Branch } from '@branch-sync/contract';
import { useQuery } from '@tanstack/react-query';
import { allBranchesQuery } from '../../api/branches.ts';
import { useIdentity } from '../../api/identity.ts';
import { Answer, Empty } from '../../ui/answer.tsx';
import { ButtonLink } from '../../ui/button-link.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { Steps } from '../../ui/steps.tsx';
import { useAskMany } from './ask-many.ts';
import { BranchesStep } from './branches-step.tsx';
import { branchesMeant } from './choices.ts';
import { ModelsStep } from './models-step.tsx';
import { PreviewStep } from './preview-step.tsx';
import { RecordsStep } from './records-step.tsx';
import { SendStep } from './send-step.tsx';
import { type Push, usePush } from './use-push.ts';

const steps = [
  { step: 'branches', name: 'Branches' },
  { step: 'models', name: 'Kinds' },
  { step: 'records', name: 'Records' },
  { step: 'preview', name: 'Preview' },
  { step: 'send', name: 'Send' },
] as const;

/** Sends central's master data to branches: which branches, what, a look at what would be written, and what became of it. */
export function PushView() {
  const branches = useQuery(allBranchesQuery);
  const { may } = useIdentity();
  return (
    <Page title="Push" note="Sends central’s products, customers, taxes and payment methods to the branches.">
      {may('operator') ? (
        <Answer
          of={branches}
          isEmpty={(all) => all.length === 0}
          empty={
            <>
              <p>There is no branch yet to push to.</p>
              <ButtonLink to="/branches/new">Connect a branch</ButtonLink>
            </>
          }
        >
          {(all) => <Wizard branches={all} />}
        </Answer>
      ) : (
        <Card>
          <Empty>Whoever has the role of an operator may push. What was pushed is told by the runs.</Empty>
        </Card>
      )}
    </Page>
  );
}

function Wizard({ branches }: { readonly branches: readonly Branch[] }) {
  const push = usePush();
  const previewing = useAskMany();
  const sending = useAskMany();
  const { step = 'branches' } = push.search;
  const hasBranches = branchesMeant(push.choices, branches).length > 0;
  const mayGo = (to: (typeof steps)[number]['step']) => to === 'branches' || (to === 'send' ? push.runs.length > 0 : hasBranches);
  return (
    <>
      <Steps label="Steps of a push" steps={steps} current={step} mayGo={mayGo} onGo={push.go} />
      <Step step={step} push={push} branches={branches} previewing={previewing} sending={sending} />
    </>
  );
}

interface StepProps {
  readonly step: (typeof steps)[number]['step'];
  readonly push: Push;
  readonly branches: readonly Branch[];
  readonly previewing: ReturnType<typeof useAskMany>;
  readonly sending: ReturnType<typeof useAskMany>;
}

function Step({ step, push, branches, previewing, sending }: StepProps) {
  switch (step) {
    case 'branches':
      return <BranchesStep push={push} branches={branches} />;
    case 'models':
      return <ModelsStep push={push} branches={branches} />;
    case 'records':
      return <RecordsStep push={push} branches={branches} />;
    case 'preview':
      return <PreviewStep push={push} branches={branches} previewing={previewing} sending={sending} />;
    case 'send':
      return <SendStep push={push} sending={sending} />;
  }
}
