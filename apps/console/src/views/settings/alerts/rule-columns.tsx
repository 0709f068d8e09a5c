import type { AlertChannel, AlertRule } from '@branch-sync/contract';
import { Button, Switch } from '@mantine/core';
import { alertKinds, alertSeverities, conditionText } from '../../../format/alert-words.ts';
import { State } from '../../../ui/state.tsx';
import type { Column } from '../../../ui/table.tsx';
import classes from '../settings.module.css';
import { fieldsOfKind } from './rule-values.ts';

interface Acts {
  readonly isReadOnly: boolean;
  readonly turn: (rule: AlertRule) => void;
  readonly edit: (rule: AlertRule) => void;
  readonly remove: (rule: AlertRule) => void;
}

/** What a list of rules tells of each, and what can be done about it. */
export function ruleColumns(
  channels: readonly AlertChannel[],
  { isReadOnly, turn, edit, remove }: Acts,
): readonly Column<AlertRule>[] {
  const nameOf = (id: string) => channels.find((channel) => channel.id === id)?.name;
  const acts: Column<AlertRule> = {
    head: 'Acts',
    isHeadUnseen: true,
    cell: (rule) => (
      <div className={classes['acts']} data-line>
        <Button size="xs" variant="default" onClick={() => edit(rule)}>
          Change<span className="unseen"> the rule: {ruleName(rule)}</span>
        </Button>
        <Button size="xs" color="red" variant="outline" onClick={() => remove(rule)}>
          Delete<span className="unseen"> the rule: {ruleName(rule)}</span>
        </Button>
      </div>
    ),
  };
  return [
    {
      head: 'On',
      cell: (rule) =>
        isReadOnly ? (
          <State of={rule.enabled ? { word: 'On', tone: 'good' } : { word: 'Off', tone: 'idle' }} />
        ) : (
          <Switch aria-label={`${ruleName(rule)}: on`} checked={rule.enabled} onChange={() => turn(rule)} />
        ),
    },
    {
      head: 'Rule',
      isWide: true,
      cell: (rule) => (
        <div>
          <div>{alertKinds[rule.kind]}</div>
          <div className={classes['quiet']}>{conditionText(rule)}</div>
        </div>
      ),
    },
    { head: 'Severity', cell: ({ severity }) => <State of={alertSeverities[severity]} /> },
    { head: 'Branches', cell: (rule) => branchesText(rule) },
    { head: 'Quiet', cell: (rule) => <span className={classes['word']}>{quietText(rule)}</span> },
    { head: 'Sent to', cell: ({ channelIds }) => channelIds.flatMap((id) => nameOf(id) ?? []).join(', ') || 'Nobody' },
    ...(isReadOnly ? [] : [acts]),
  ];
}

/** Some kinds are about none. */
function branchesText({ kind, branches }: AlertRule): string {
  if (branches !== null) return branches.join(', ');
  return fieldsOfKind[kind].includes('branches') ? 'All' : '–';
}

const ruleName = (rule: AlertRule) => `${alertKinds[rule.kind]} ${conditionText(rule)}`;

function quietText({ quietHours, severity, ignoresQuietHours }: AlertRule): string {
  if (quietHours === null || (severity === 'critical' && ignoresQuietHours)) return 'Never';
  return `${quietHours.from} to ${quietHours.until}`;
}
