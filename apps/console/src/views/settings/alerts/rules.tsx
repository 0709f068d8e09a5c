import type { AlertRule } from '@branch-sync/contract';
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useAct } from '../../../api/act.ts';
import { alertChannelsQuery, alertRulesQuery } from '../../../api/alerts.ts';
import { useIdentity } from '../../../api/identity.ts';
import { request } from '../../../api/request.ts';
import { alertKinds } from '../../../format/alert-words.ts';
import { useConfirm } from '../../../ui/confirm.tsx';
import { List } from '../../../ui/list.tsx';
import { Card } from '../../../ui/page.tsx';
import { Table } from '../../../ui/table.tsx';
import { ruleColumns } from './rule-columns.tsx';
import { RuleForm } from './rule-form.tsx';

/** By what alerts are found, and what is told of them. */
export function Rules() {
  const isReadOnly = !useIdentity().may('admin');
  const [edited, setEdited] = useState<AlertRule | 'new' | null>(null);
  const { ask, dialog } = useConfirm();
  const rules = useInfiniteQuery(alertRulesQuery);
  const channels = useInfiniteQuery(alertChannelsQuery).data?.pages.flatMap(({ items }) => items) ?? [];
  const turn = useAct<AlertRule, AlertRule>({
    run: ({ id, enabled }) => request('PATCH', `/api/alerts/rules/${id}`, { body: { enabled: !enabled } }),
    done: ({ kind, enabled }) => `${alertKinds[kind]}: the rule is ${enabled ? 'on' : 'off'}.`,
  });
  const remove = useAct<AlertRule, void>({
    run: ({ id }) => request('DELETE', `/api/alerts/rules/${id}`),
    done: () => 'The rule is deleted.',
  });
  const acts = {
    isReadOnly,
    turn: (rule: AlertRule) => turn.mutate(rule),
    edit: setEdited,
    remove: (rule: AlertRule) =>
      ask({
        title: `Delete the rule “${alertKinds[rule.kind]}”?`,
        text: 'What it has found is no longer watched, and is told as over. To keep it for later, switch it off instead.',
        act: 'Delete the rule',
        isDangerous: true,
        onYes: () => remove.mutate(rule),
      }),
  };
  return (
    <>
      <Card
        title="Rules"
        note="What is looked for, four times a minute"
        actions={
          isReadOnly ? null : (
            <Button size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => setEdited('new')}>
              New rule
            </Button>
          )
        }
        isFlush
      >
        <List of={rules} empty="There is no rule, so nothing is told. Make one for what you want to hear of.">
          {(items) => <Table label="Rules" columns={ruleColumns(channels, acts)} rows={items} keyOf={({ id }) => id} />}
        </List>
      </Card>
      {edited === null ? null : (
        <RuleForm rule={edited === 'new' ? null : edited} channels={channels} onClose={() => setEdited(null)} />
      )}
      {dialog}
    </>
  );
}
