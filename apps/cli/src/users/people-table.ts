import type { Person } from '@branch-sync/db';
import { dayOf } from '../output/day.ts';
import { drawTable } from '../output/table.ts';
import type { Terminal } from '../output/terminal.ts';

const sources: Readonly<Record<Person['source'], string>> = { local: 'local account', odoo: 'central’s Odoo', oidc: 'OpenID' };

/** People as a table. */
export function drawPeople(people: readonly Person[], terminal: Terminal): string {
  if (people.length === 0) return 'Nobody has signed in yet. Make a local account: branch-sync users add LOGIN';
  const columns = [
    { head: 'login', isElastic: true },
    { head: 'name', isElastic: true },
    { head: 'from' },
    { head: 'role' },
    { head: 'state' },
  ];
  const rows = people.map((person) => [
    person.login,
    person.name,
    sources[person.source],
    person.role ?? '-',
    stateOf(person, terminal),
  ]);
  return drawTable(terminal, columns, rows);
}

function stateOf({ disabledAt, role, lastSignInAt }: Person, { paint }: Terminal): string {
  if (disabledAt !== null) return paint('red', `shut out ${dayOf(disabledAt)}`);
  if (role === null) return paint('dim', 'in no group');
  return lastSignInAt === null ? 'never here' : `here ${dayOf(lastSignInAt)}`;
}
