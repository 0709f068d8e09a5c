import type { AlertChannel, AlertChannelInput, AlertChannelPatch, CreatedAlertChannel } from '@branch-sync/contract';
import { Button, Group, Modal, Select, TagsInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { fieldErrors, useAct } from '../../../api/act.ts';
import { request } from '../../../api/request.ts';
import { optionsOf } from '../../../ui/choice.tsx';
import { Fields, Form } from '../../../ui/form.tsx';
import { ShownSecret } from './shown-secret.tsx';

interface Values {
  readonly kind: AlertChannel['kind'];
  readonly name: string;
  readonly url: string;
  readonly recipients: readonly string[];
}

const kinds = { webhook: 'Webhook', email: 'E-mail' } as const;
const nothing: Values = { kind: 'webhook', name: '', url: '', recipients: [] };

interface Props {
  /** Null: a new one. */
  readonly channel: AlertChannel | null;
  readonly onClose: () => void;
}

/** A channel to make or to change; a new webhook's secret is shown when it is made. */
export function ChannelForm({ channel, onClose }: Props) {
  const [values, setValues] = useState(channel === null ? nothing : valuesOf(channel));
  const [made, setMade] = useState<CreatedAlertChannel | null>(null);
  const set = (change: Partial<Values>) => setValues({ ...values, ...change });
  const create = useAct<AlertChannelInput, CreatedAlertChannel>({
    run: (body) => request('POST', '/api/alerts/channels', { body }),
    done: ({ name }) => `The channel ${name} is made. Choose it in the rules.`,
    after: (answer) => (answer.secret === null ? onClose() : setMade(answer)),
    isQuiet: true,
  });
  const change = useAct<AlertChannelPatch, AlertChannel>({
    run: (body) => request('PATCH', `/api/alerts/channels/${channel?.id}`, { body }),
    done: ({ name }) => `The channel ${name} is saved.`,
    after: onClose,
    isQuiet: true,
  });
  const { error, isPending } = channel === null ? create : change;
  if (made !== null) return <ShownSecret of={made} onClose={onClose} />;
  const submit = () => {
    const { kind, name, url, recipients } = values;
    const target = kind === 'webhook' ? { url } : { recipients: [...recipients] };
    if (channel === null) create.mutate({ kind, name, ...target });
    else change.mutate({ name, ...target });
  };
  const errors = fieldErrors(error);
  const title = channel === null ? 'New channel' : channel.name;
  return (
    <Modal opened onClose={onClose} title={title} size="lg">
      <Form label={title} error={error} refused={channel === null ? 'Not made' : 'Not saved'} onSubmit={submit}>
        <Fields>
          {channel === null ? (
            <Select
              label="Kind"
              data={optionsOf(kinds)}
              allowDeselect={false}
              value={values.kind}
              onChange={(kind) => {
                if (kind !== null) set({ kind });
              }}
            />
          ) : null}
          <TextInput
            data-autofocus
            label="Name"
            description="What rules and the audit log call it"
            autoComplete="off"
            required
            maxLength={100}
            value={values.name}
            error={errors['name']}
            onChange={({ currentTarget }) => set({ name: currentTarget.value })}
          />
          <div data-whole>
            {values.kind === 'webhook' ? (
              <UrlField values={values} set={set} error={errors['url']} />
            ) : (
              <RecipientsField values={values} set={set} error={recipientsError(errors)} />
            )}
          </div>
        </Fields>
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={onClose}>
            Leave it
          </Button>
          <Button type="submit" loading={isPending}>
            {channel === null ? 'Make the channel' : 'Save'}
          </Button>
        </Group>
      </Form>
    </Modal>
  );
}

interface FieldProps {
  readonly values: Values;
  readonly set: (change: Partial<Values>) => void;
  readonly error: string | undefined;
}

function UrlField({ values, set, error }: FieldProps) {
  return (
    <TextInput
      label="Address"
      description="Called with POST, signed as the Standard Webhooks specification says; what is secret in it is shown to admins alone"
      placeholder="https://"
      inputMode="url"
      autoComplete="off"
      spellCheck={false}
      required
      value={values.url}
      error={error}
      onChange={({ currentTarget }) => set({ url: currentTarget.value.trim() })}
    />
  );
}

function RecipientsField({ values, set, error }: FieldProps) {
  return (
    <TagsInput
      label="Recipients"
      description="E-mail addresses, Enter after each"
      required
      value={[...values.recipients]}
      error={error}
      splitChars={[',', ';', ' ']}
      onChange={(recipients) => set({ recipients })}
    />
  );
}

/** Of a list the API names the entry that is wrong. */
function recipientsError(errors: Readonly<Record<string, string>>): string | undefined {
  const [, message] = Object.entries(errors).find(([field]) => field.startsWith('recipients')) ?? [];
  return message;
}

function valuesOf({ kind, name, url, recipients }: AlertChannel): Values {
  return { kind, name, url: url ?? '', recipients: recipients ?? [] };
}
