import type { Branch } from '@branch-sync/contract';
import { useState } from 'react';
import { fieldErrors, useAct } from '../../api/act.ts';
import { request } from '../../api/request.ts';
import { Form } from '../../ui/form.tsx';
import { Card } from '../../ui/page.tsx';
import { DefaultsFields } from '../defaults/defaults-fields.tsx';
import { branchInputOf, type Draft } from './draft.ts';
import { StepFoot } from './step-foot.tsx';

interface Props {
  readonly draft: Draft;
  readonly onType: (change: Partial<Draft>) => void;
  readonly onBack: () => void;
  readonly onMade: (code: string) => void;
}

/** What the orders are written with; going on makes the branch, which receives nothing yet. */
export function DefaultsStep({ draft, onType, onBack, onMade }: Props) {
  const [lacks, setLacks] = useState<Readonly<Record<string, string>>>({});
  const make = useAct({
    run: () => request<Branch>('POST', '/api/branches', { body: branchInputOf(draft) }),
    done: ({ name }) => `${name} is made. Nothing is received until its schedule is set.`,
    after: ({ code }) => onMade(code),
    isQuiet: true,
  });
  const submit = () => {
    const hasCustomer = draft.defaultCustomerId !== null;
    setLacks(hasCustomer ? {} : { defaultCustomerId: 'is needed: choose who buys where the till does not say' });
    if (hasCustomer) make.mutate(undefined);
  };
  const errors = { ...fieldErrors(make.error), ...lacks };
  return (
    <Card title="Defaults" note="What of central the branch’s Sales Orders are written with">
      <Form label="Defaults" error={make.error} lacks={lacks} refused="Not made" onSubmit={submit}>
        <DefaultsFields values={draft} set={onType} errors={errors} isReadOnly={false} />
        <StepFoot onBack={onBack} act="Make the branch" isWorking={make.isPending} />
      </Form>
    </Card>
  );
}
