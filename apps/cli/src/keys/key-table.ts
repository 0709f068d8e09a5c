import type { ApiKey } from '@branch-sync/db';
import { dayOf } from '../output/day.ts';
import { drawTable } from '../output/table.ts';
import type { Terminal } from '../output/terminal.ts';

/** Keys as a table; a key is known by its beginning, the rest is not kept. */
export function drawKeys(keys: readonly ApiKey[], terminal: Terminal): string {
  if (keys.length === 0) return 'There are no keys yet. Make one: branch-sync keys create --name NAME --role admin';
  const columns = [
    { head: 'id' },
    { head: 'name', isElastic: true },
    { head: 'begins with' },
    { head: 'role' },
    { head: 'state' },
  ];
  const rows = keys.map((key) => [key.id, key.name, key.prefix, key.role, stateOf(key, terminal)]);
  return drawTable(terminal, columns, rows);
}

function stateOf({ revokedAt, expiresAt, lastUsedAt }: ApiKey, { paint }: Terminal): string {
  if (revokedAt !== null) return paint('dim', `revoked ${dayOf(revokedAt)}`);
  if (expiresAt !== null && expiresAt <= new Date()) return paint('dim', `expired ${dayOf(expiresAt)}`);
  return lastUsedAt === null ? 'never used' : `used ${dayOf(lastUsedAt)}`;
}
