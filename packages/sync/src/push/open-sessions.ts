import { integer, text } from '@branch-sync/odoo';
import type { PushContext } from './push-context.ts';

/** The branch's tills that are open, in words; null: none is. Throws `OdooError`. */
export async function describeOpenSessions({ branchClient, signal }: PushContext): Promise<string | null> {
  const open = await branchClient.searchRead(
    'pos.session',
    { id: integer(), name: text() },
    { domain: [['state', '!=', 'closed']], order: 'id', limit: 10, signal },
  );
  return open.length === 0 ? null : open.map(({ id, name }) => name ?? `#${id}`).join(', ');
}
