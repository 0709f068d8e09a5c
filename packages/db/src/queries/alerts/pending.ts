import { and, isNull, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import type { Transaction } from '../../connect.ts';
import { alertChannels, alertDeliveries } from '../../schema/alerts.ts';

/** A delivery that has still to go. Its states stand in the statement, not beside it: so the index of what is due is always of use. */
export const isPending = (state: PgColumn): SQL => sql`${state} in ('waiting', 'held')`;

/** A channel that things may be sent by. */
export const isUsable = and(isNull(alertChannels.archivedAt), isNull(alertChannels.disabledAt));

/** Takes what has still to go out of the outbox, with the reason. */
export async function dropPending(tx: Transaction, which: SQL | undefined, problem: string): Promise<void> {
  await tx
    .update(alertDeliveries)
    .set({ state: 'dropped', problem })
    .where(and(which, isPending(alertDeliveries.state)));
}
