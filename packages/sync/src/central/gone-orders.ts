import { integer, OdooError } from '@branch-sync/odoo';
import { z } from 'zod';
import type { RunContext } from '../runs/run-context.ts';

const readSchema = z.array(z.object({ id: z.int() }));

/**
 * Of Sales Orders that no search has found, those that are no more. To read what is gone answers nothing; to read what a record rule hides from
 * our user is refused, and then nothing is known of any of them. Throws `OdooError`.
 */
export async function goneOf(
  { centralClient, signal }: Pick<RunContext, 'centralClient' | 'signal'>,
  centralIds: readonly number[],
): Promise<ReadonlySet<number>> {
  if (centralIds.length === 0) return new Set();
  try {
    const answer = await centralClient.call('sale.order', 'read', { ids: centralIds, named: { fields: ['id'] }, signal });
    const there = readSchema.safeParse(answer);
    if (!there.success) return new Set();
    const ids = new Set(there.data.map(({ id }) => id));
    return new Set(centralIds.filter((id) => !ids.has(id)));
  } catch (error) {
    if (error instanceof OdooError && error.kind === 'access_denied') return new Set();
    throw error;
  }
}

/** Of Sales Orders those that are no more, asked in at most two calls. Throws `OdooError`. */
export async function deletedOf(
  context: Pick<RunContext, 'centralClient' | 'signal'>,
  centralIds: readonly number[],
): Promise<ReadonlySet<number>> {
  if (centralIds.length === 0) return new Set();
  const { centralClient, signal } = context;
  const rows = await centralClient.searchRead('sale.order', { id: integer() }, { domain: [['id', 'in', centralIds]], signal });
  const found = new Set(rows.map(({ id }) => id));
  return goneOf(
    context,
    centralIds.filter((id) => !found.has(id)),
  );
}
