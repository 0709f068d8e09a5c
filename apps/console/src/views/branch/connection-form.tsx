import type { Branch } from '@branch-sync/contract';
import { TextInput } from '@mantine/core';
import { fieldErrors, useAct } from '../../api/act.ts';
import { changeBranch } from '../../api/branch.ts';
import { useIdentity } from '../../api/identity.ts';
import { useEdits } from '../../ui/edits.ts';
import { Fields, Form, SaveBar } from '../../ui/form.tsx';
import { Card } from '../../ui/page.tsx';
import { Unsaved } from '../../ui/unsaved.tsx';
import { ZonePicker } from '../../ui/zone-picker.tsx';
import { ConnectionFields } from '../connection/connection-fields.tsx';
import { TimeoutFields } from '../connection/timeout-fields.tsx';
import { TlsFields } from '../connection/tls-fields.tsx';
import classes from './connection.module.css';
import { ConnectionTest } from './connection-test.tsx';
import { connectionOf } from './connection-values.ts';

/** The connection of a branch to change, and to try. */
export function ConnectionForm({ branch }: { readonly branch: Branch }) {
  const isReadOnly = !useIdentity().may('admin');
  const { values, changes, isChanged, set, clear } = useEdits(connectionOf(branch));
  const save = useAct({
    run: () => changeBranch(branch.code, changes),
    done: () => 'The connection is saved.',
    after: clear,
    isQuiet: true,
  });
  const fields = { values, set, errors: fieldErrors(save.error), isReadOnly };
  return (
    <>
      <Card title="Connection">
        <Form label="Connection" error={save.error} onSubmit={() => save.mutate(undefined)}>
          <div className={classes['parts']}>
            <Fields>
              <TextInput
                label="Name"
                description="As people call the branch"
                required={!isReadOnly}
                readOnly={isReadOnly}
                value={values.name}
                error={fields.errors['name']}
                onChange={({ currentTarget }) => set({ name: currentTarget.value })}
              />
              <ZonePicker
                description="Its days and its schedule are read in it"
                value={values.timezone}
                error={fields.errors['timezone']}
                isReadOnly={isReadOnly}
                onChange={(timezone) => set({ timezone })}
              />
            </Fields>
            <ConnectionFields {...fields} isSecretSet={branch.secretSet} />
            <h3>Encryption</h3>
            <TlsFields {...fields} />
            <h3>Time limits</h3>
            <TimeoutFields {...fields} />
          </div>
          {isReadOnly ? null : <SaveBar isChanged={isChanged} isSaving={save.isPending} onReset={clear} />}
        </Form>
      </Card>
      <ConnectionTest branch={branch} typed={values} isChanged={isChanged} />
      <Unsaved is={isChanged} />
    </>
  );
}
