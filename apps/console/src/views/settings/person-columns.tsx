import type { PersonAnswer } from '@branch-sync/contract';
import { ActionIcon, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useIdentity } from '../../api/identity.ts';
import { personSources, roleWords } from '../../format/words.ts';
import { Moment } from '../../ui/moment.tsx';
import { State } from '../../ui/state.tsx';
import type { Column } from '../../ui/table.tsx';
import classes from './settings.module.css';
import type { PersonActs } from './use-person-acts.tsx';

/** What a list of people tells of each, and what can be done about them. */
export function personColumns(acts: PersonActs, onSessions: (person: PersonAnswer) => void): readonly Column<PersonAnswer>[] {
  return [
    {
      head: 'Person',
      isWide: true,
      cell: ({ name, login }) => (
        <div>
          <div>{name}</div>
          {name === login ? null : <div className={classes['quiet']}>{login}</div>}
        </div>
      ),
    },
    { head: 'Signs in by', cell: ({ source }) => <span className={classes['word']}>{personSources[source]}</span> },
    { head: 'Role', cell: (person) => <RoleOf person={person} /> },
    { head: 'Last sign-in', cell: ({ lastSignInAt }) => <Moment at={lastSignInAt} none="Never" /> },
    {
      head: 'Groups checked',
      cell: ({ checkedAt }) => (checkedAt === null ? null : <Moment at={checkedAt} />),
    },
    {
      head: 'Acts',
      isHeadUnseen: true,
      cell: (person) => <Acts person={person} acts={acts} onSessions={onSessions} />,
    },
  ];
}

function RoleOf({ person: { role, isDisabled } }: { readonly person: PersonAnswer }) {
  if (isDisabled) return <State of={{ word: 'Shut out', tone: 'bad' }} />;
  if (role === null) return <State of={{ word: 'None', tone: 'warn' }} title="In no group that may in" />;
  return roleWords[role].word;
}

interface ActsProps {
  readonly person: PersonAnswer;
  readonly acts: PersonActs;
  readonly onSessions: (person: PersonAnswer) => void;
}

function Acts({ person, acts, onSessions }: ActsProps) {
  const { identity } = useIdentity();
  const isOneself = identity.kind === 'person' && identity.id === person.id;
  return (
    <div className={classes['acts']}>
      <Menu position="bottom-end" width={220}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={`Acts on ${person.name}`} loading={acts.busyId === person.id}>
            <IconDots size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => onSessions(person)}>Sign-ins</Menu.Item>
          {person.source === 'odoo' ? <Menu.Item onClick={() => acts.check(person)}>Check groups now</Menu.Item> : null}
          {person.isDisabled ? (
            <Menu.Item onClick={() => acts.letIn(person)}>Let in again</Menu.Item>
          ) : isOneself ? null : (
            <Menu.Item color="red" onClick={() => acts.shutOut(person)}>
              Shut out
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
