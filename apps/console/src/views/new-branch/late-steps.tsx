import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { branchQuery } from '../../api/branch.ts';
import { Answer } from '../../ui/answer.tsx';
import { Steps } from '../../ui/steps.tsx';
import { ConnectionForm } from '../branch/connection-form.tsx';
import { DefaultsForm } from '../branch/defaults-form.tsx';
import { DryRun } from '../dry-run/dry-run.tsx';
import { MapStep } from './map-step.tsx';
import { ScheduleStep } from './schedule-step.tsx';
import { StepFoot } from './step-foot.tsx';
import { after, before, type Step, steps } from './steps.ts';

const route = getRouteApi('/branches/new');

/** What comes once the branch is made. The steps before it are there to go back to: they change the branch then. */
export function LateSteps({ code }: { readonly code: string }) {
  const { step: wanted } = route.useSearch();
  const navigate = useNavigate();
  const step = steps.find((one) => one.step === wanted)?.step ?? 'map';
  const go = (to: Step) => void navigate({ to: '/branches/new', search: { code, step: to } });
  const [back, next] = [before(step), after(step)];
  const foot = {
    onBack: back === undefined ? undefined : () => go(back),
    onNext: next === undefined ? undefined : () => go(next),
  };
  return (
    <>
      <Steps label="Steps to a new branch" steps={steps} current={step} mayGo={() => true} onGo={go} />
      <Answer of={useQuery(branchQuery(code))}>
        {(branch) => {
          switch (step) {
            case 'connect':
            case 'test':
              return <ConnectionForm branch={branch} />;
            case 'defaults':
              return <DefaultsForm branch={branch} />;
            case 'map':
              return <MapStep code={code} />;
            case 'dry-run':
              return <DryRun code={code} timezone={branch.timezone} />;
            case 'schedule':
              return <ScheduleStep branch={branch} onBack={() => go('dry-run')} />;
          }
        }}
      </Answer>
      {step === 'schedule' ? null : <StepFoot {...foot} act="Go on" />}
    </>
  );
}
