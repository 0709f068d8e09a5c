import type { ApiKey, ApiKeyInput } from '@branch-sync/contract';
import { Alert, Button, Group, Modal } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import { fieldErrors, useAct } from '../../api/act.ts';
import { request } from '../../api/request.ts';
import { dayEnd } from '../../format/days.ts';
import { CopyText } from '../../ui/copy-text.tsx';
import { Form } from '../../ui/form.tsx';
import { KeyFields, type KeyValues } from './key-fields.tsx';
import classes from './settings.module.css';

interface CreatedKey extends ApiKey {
  readonly key: string;
}

const nothing: KeyValues = { name: '', role: 'viewer', acts: [], branches: [], lastDay: '' };

/** Makes a key, and shows it the one time that it can be shown. */
export function NewKey({ onClose }: { readonly onClose: () => void }) {
  const [values, setValues] = useState(nothing);
  const create = useAct<void, CreatedKey>({
    run: () => request('POST', '/api/keys', { body: inputOf(values) }),
    isQuiet: true,
  });
  const made = create.data;
  return (
    <Modal
      opened
      onClose={onClose}
      title={made === undefined ? 'New API key' : `The key ${made.name}`}
      size="lg"
      // The key is shown once: nothing but the button takes it away.
      closeOnClickOutside={made === undefined}
      closeOnEscape={made === undefined}
      withCloseButton={made === undefined}
    >
      {made === undefined ? (
        <Form label="New API key" error={create.error} refused="Not made" onSubmit={() => create.mutate()}>
          <KeyFields
            values={values}
            set={(change) => setValues({ ...values, ...change })}
            errors={fieldErrors(create.error)}
            isReadOnly={false}
          />
          <Group justify="flex-end" mt="lg">
            <Button variant="default" onClick={onClose}>
              Leave it
            </Button>
            <Button type="submit" loading={create.isPending}>
              Make the key
            </Button>
          </Group>
        </Form>
      ) : (
        <div className={classes['key']} role="status">
          <Alert color="yellow" icon={<IconAlertTriangle aria-hidden />} title="It is shown this once">
            Keep it where the program finds it. branch-sync keeps a digest alone, and cannot show it again.
          </Alert>
          <div>
            <CopyText text={made.key} what="the key" />
          </div>
          <Group justify="flex-end">
            <Button onClick={onClose}>I have kept it</Button>
          </Group>
        </div>
      )}
    </Modal>
  );
}

/** What is left out is not limited. */
function inputOf({ name, role, acts, branches, lastDay }: KeyValues): ApiKeyInput {
  return {
    name,
    role,
    acts: acts.length === 0 ? null : [...acts],
    branches: branches.length === 0 ? null : [...branches],
    expiresAt: dayEnd(lastDay) ?? null,
  };
}
