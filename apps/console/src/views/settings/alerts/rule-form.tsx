import type { AlertChannel, AlertRule } from '@branch-sync/contract';
import { Button, Group, Modal } from '@mantine/core';
import { useState } from 'react';
import { fieldErrors, useAct } from '../../../api/act.ts';
import { request } from '../../../api/request.ts';
import { alertKinds } from '../../../format/alert-words.ts';
import { Form } from '../../../ui/form.tsx';
import { RuleFields } from './rule-fields.tsx';
import { newRule, patchOf, valuesOf } from './rule-values.ts';

interface Props {
  /** Null: a new one. */
  readonly rule: AlertRule | null;
  readonly channels: readonly AlertChannel[];
  readonly onClose: () => void;
}

/** A rule to make or to change. */
export function RuleForm({ rule, channels, onClose }: Props) {
  const [values, setValues] = useState(rule === null ? newRule : valuesOf(rule));
  const save = useAct<void, AlertRule>({
    run: () => {
      const body = patchOf(values);
      if (rule !== null) return request('PATCH', `/api/alerts/rules/${rule.id}`, { body });
      return request('POST', '/api/alerts/rules', { body: { kind: values.kind, ...body } });
    },
    done: () => (rule === null ? 'The rule is made, and on.' : 'The rule is saved.'),
    after: onClose,
    isQuiet: true,
  });
  const title = rule === null ? 'New rule' : alertKinds[rule.kind];
  return (
    <Modal opened onClose={onClose} title={title} size="lg">
      <Form label={title} error={save.error} refused={rule === null ? 'Not made' : 'Not saved'} onSubmit={() => save.mutate()}>
        <RuleFields
          values={values}
          set={(change) => setValues({ ...values, ...change })}
          errors={fieldErrors(save.error)}
          isReadOnly={false}
          isNew={rule === null}
          channels={channels}
        />
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={onClose}>
            Leave it
          </Button>
          <Button type="submit" loading={save.isPending}>
            {rule === null ? 'Make the rule' : 'Save'}
          </Button>
        </Group>
      </Form>
    </Modal>
  );
}
