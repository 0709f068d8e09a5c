import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Steps } from '../../ui/steps.tsx';
import { Unsaved } from '../../ui/unsaved.tsx';
import { ConnectStep } from './connect-step.tsx';
import { DefaultsStep } from './defaults-step.tsx';
import { type Draft, emptyDraft, mayGo, type TestedDraft } from './draft.ts';
import { type EarlyStep, type Step, steps } from './steps.ts';
import { TestStep } from './test-step.tsx';

const route = getRouteApi('/branches/new');

const isEarly = (step: string | undefined): step is EarlyStep => step === 'connect' || step === 'test' || step === 'defaults';

/** What comes before there is a branch: what is typed is kept while the view is open, and nowhere else. */
export function EarlySteps({ onMade }: { readonly onMade: (code: string) => void }) {
  const { step: wanted } = route.useSearch();
  const navigate = useNavigate();
  const [draft, setDraft] = useState<Draft>(emptyDraft);
  const [tested, setTested] = useState<TestedDraft | null>(null);
  const [isMade, setMade] = useState(false);
  // After a reload nothing that was typed is there: the way begins anew.
  const step = isEarly(wanted) && mayGo(wanted, tested) ? wanted : 'connect';
  const go = (to: Step) => void navigate({ to: '/branches/new', search: { step: to } });
  const made = (code: string) => {
    setMade(true);
    onMade(code);
    void navigate({ to: '/branches/new', search: { code, step: 'map' }, replace: true });
  };
  return (
    <>
      <Steps
        label="Steps to a new branch"
        steps={steps}
        current={step}
        mayGo={(one) => isEarly(one) && mayGo(one, tested)}
        onGo={go}
      />
      {step === 'connect' ? (
        <ConnectStep
          draft={draft}
          onType={(change) => {
            setDraft({ ...draft, ...change });
            setTested(null);
          }}
          onTested={(check) => {
            setTested({ check, isAgreed: false });
            go('test');
          }}
        />
      ) : null}
      {step === 'test' && tested !== null ? (
        <TestStep draft={draft} tested={tested} onTested={setTested} onBack={() => go('connect')} onNext={() => go('defaults')} />
      ) : null}
      {step === 'defaults' ? (
        <DefaultsStep
          draft={draft}
          onType={(change) => setDraft({ ...draft, ...change })}
          onBack={() => go('test')}
          onMade={made}
        />
      ) : null}
      <Unsaved is={draft !== emptyDraft && !isMade} isKeptBySteps />
    </>
  );
}
