import type { About, Role } from '@branch-sync/contract';
import { useQuery } from '@tanstack/react-query';
import { aboutQuery } from '../../api/about.ts';
import { roleWords } from '../../format/words.ts';
import { Answer } from '../../ui/answer.tsx';
import { Card } from '../../ui/page.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import classes from './settings.module.css';

const roles: readonly Role[] = ['viewer', 'operator', 'admin'];

/** What each role may, and which groups give it. */
export function RolesCard() {
  return (
    <Card title="Roles" note="Set where branch-sync is started" isFlush>
      <Answer of={useQuery(aboutQuery)}>
        {({ signIn }) => <Table label="Roles" columns={columnsOf(signIn)} rows={roles} keyOf={(role) => role} />}
      </Answer>
    </Card>
  );
}

function columnsOf({ odooGroups, oidcGroups, oidcName }: About['signIn']): readonly Column<Role>[] {
  const columns: (Column<Role> | null)[] = [
    { head: 'Role', cell: (role) => <b>{roleWords[role].word}</b> },
    { head: 'May', isWide: true, cell: (role) => roleWords[role].may },
    odooGroups === null ? null : { head: 'Groups of central’s Odoo', cell: (role) => <Groups names={odooGroups[role]} /> },
    oidcGroups === null
      ? null
      : { head: `Groups of ${oidcName ?? 'the provider'}`, cell: (role) => <Groups names={oidcGroups[role]} /> },
  ];
  return columns.filter((column) => column !== null);
}

function Groups({ names = [] }: { readonly names: readonly string[] | undefined }) {
  if (names.length === 0) return <span className={classes['quiet']}>None</span>;
  return (
    <>
      {names.map((name) => (
        <div key={name} className={classes['group']}>
          <code>{name}</code>
        </div>
      ))}
    </>
  );
}
