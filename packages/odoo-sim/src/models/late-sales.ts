import { createRecord } from '../orm/create.ts';
import { ADMIN_ID, type OdooDatabase } from '../orm/database.ts';
import { toSecondsText } from '../orm/datetime.ts';
import { plainDraft } from '../orm/draft.ts';
import { idOf, numberOf } from '../orm/value.ts';
import { writeRecords } from '../orm/write.ts';

/**
 * Closes the open session: its paid orders become `done`, all in one transaction, so that they share one new `write_date`.
 * Gives the ids of those orders. Throws where no session is open.
 */
export function closeSession(database: OdooDatabase): number[] {
  const session = database.records('pos.session').find((row) => row['state'] !== 'closed');
  if (!session) throw new Error(`No session of '${database.name}' is open.`);
  const orders = database.records('pos.order').filter((row) => row['session_id'] === session.id && row['state'] === 'paid');
  const ids = orders.map((order) => order.id);
  database.transaction(ADMIN_ID, {}, (env) => {
    writeRecords(env, 'pos.order', ids, plainDraft({ state: 'done' }));
    writeRecords(env, 'pos.session', [session.id], plainDraft({ state: 'closed', stop_at: toSecondsText(database.clock()) }));
    const config = idOf(session, 'config_id');
    if (config !== null) writeRecords(env, 'pos.config', [config], plainDraft({ current_session_id: false }));
  });
  return ids;
}

/** Pays a draft order in full, now: it becomes `paid` days after it was made. */
export function payLate(database: OdooDatabase, orderId: number, paymentMethodId = 1): void {
  const order = database.records('pos.order').find((row) => row.id === orderId);
  if (order?.['state'] !== 'draft') throw new Error(`Order ${orderId} of '${database.name}' is no draft.`);
  const amount = numberOf(order, 'amount_total');
  database.transaction(ADMIN_ID, {}, (env) => {
    const paidAt = toSecondsText(database.clock());
    const payment = { pos_order_id: orderId, amount, payment_method_id: paymentMethodId, payment_date: paidAt, is_change: false };
    createRecord(env, 'pos.payment', plainDraft({ ...payment, session_id: idOf(order, 'session_id') ?? false }));
    const name = `Shop - ${String(orderId).padStart(6, '0')}`;
    writeRecords(env, 'pos.order', [orderId], plainDraft({ state: 'paid', amount_paid: amount, name }));
  });
}
