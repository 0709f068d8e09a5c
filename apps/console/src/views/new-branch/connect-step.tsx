import type { ConnectionCheck } from '@branch-sync/contract';
import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { fieldErrors, useAct } from '../../api/act.ts';
import { overviewQuery } from '../../api/overview.ts';
import { Fields, Form } from '../../ui/form.tsx';
import { Card } from '../../ui/page.tsx';
import { ZonePicker } from '../../ui/zone-picker.tsx';
import { ConnectionFields } from '../connection/connection-fields.tsx';
import { testConnection } from '../connection/test-connection.ts';
import { TimeoutFields } from '../connection/timeout-fields.tsx';
import { TlsFields, UnsafeNotice } from '../connection/tls-fields.tsx';
import { type Draft, lacksOf } from './draft.ts';
import classes from './new-branch.module.css';
import { StepFoot } from './step-foot.tsx';

interface Props {
  readonly draft: Draft;
  readonly onType: (change: Partial<Draft>) => void;
  readonly onTested: (check: ConnectionCheck) => void;
}

/** Who the branch is, and how its Odoo is reached. Going on tries it: what is wrong with a field is told here. */
export function ConnectStep({ draft, onType, onTested }: Props) {
  const [lacks, setLacks] = useState<Readonly<Record<string, string>>>({});
  const { data: overview } = useQuery(overviewQuery);
  const test = useAct({ run: () => testConnection(draft), after: onTested, isQuiet: true });
  const submit = () => {
    const found = lacksOf(draft, overview?.branches.map(({ code }) => code) ?? []);
    setLacks(found);
    if (Object.keys(found).length === 0) test.mutate(undefined);
  };
  const errors = { ...fieldErrors(test.error), ...lacks };
  const fields = { values: draft, set: onType, errors, isReadOnly: false };
  return (
    <Card title="Connect">
      <Form label="Connect" error={test.error} lacks={lacks} refused="Not tried" onSubmit={submit}>
        <div className={classes['parts']}>
          <Fields>
            <TextInput
              label="Name"
              description="As people call the branch"
              required
              value={draft.name}
              error={errors['name']}
              onChange={({ currentTarget }) => onType({ name: currentTarget.value })}
            />
            <TextInput
              label="Code"
              description="Short, and for ever: letters, digits, - and _"
              required
              autoComplete="off"
              spellCheck={false}
              value={draft.code}
              error={errors['code']}
              onChange={({ currentTarget }) => onType({ code: currentTarget.value.trim() })}
            />
            <ZonePicker
              description="Where the shop is: its days are read in it"
              value={draft.timezone}
              error={errors['timezone']}
              onChange={(timezone) => onType({ timezone })}
            />
          </Fields>
          <ConnectionFields {...fields} isSecretSet={false} />
          {draft.tlsVerify ? <UnsafeNotice values={draft} /> : null}
          <details className={classes['more']} open={draft.tlsCa !== null || !draft.tlsVerify}>
            <summary>Encryption and time limits</summary>
            <div className={classes['parts']}>
              <TlsFields {...fields} />
              <TimeoutFields {...fields} />
            </div>
          </details>
        </div>
        <StepFoot isWorking={test.isPending} act="Test the connection" />
      </Form>
    </Card>
  );
}
