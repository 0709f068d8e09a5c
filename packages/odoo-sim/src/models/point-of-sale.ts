import type { Environment } from '../orm/environment.ts';
import { OdooFault } from '../orm/fault.ts';
import { idsOf, textOf, type Values } from '../orm/value.ts';
import type { Behaviour } from './behaviour.ts';
import { openSessions, openSessionsWithMethod } from './open-sessions.ts';

export const posOrder: Behaviour = { owns: ['lines', 'payment_ids'] };

export const posPaymentMethod: Behaviour = {
  required: ['name'],
  complete: (env, values, id) => ({
    type: 'pay_later',
    is_cash_count: false,
    split_transactions: false,
    payment_method_type: 'none',
    sequence: 0,
    ...joinShops(env, id, values),
  }),
  recompute: (env, row, changes) => joinShops(env, row.id, changes),
  check: (env, changes, row) => {
    // The place in the list is the one thing that may change while a till is open.
    if (!row || Object.keys(changes).every((field) => field === 'sequence')) return;
    const open = openSessionsWithMethod(env, row.id);
    if (open.length === 0) return;
    throw new OdooFault(
      'UserError',
      'Please close and validate the following open PoS Sessions before modifying this payment method.\n' +
        `Open sessions: ${open.map((session) => textOf(session, 'name')).join(' ')}`,
    );
  },
};

/** `config_ids` and a shop's `payment_method_ids` are one relation: it is kept with the shop. */
function joinShops(env: Environment, methodId: number, { config_ids: shopIds, ...others }: Values): Values {
  if (!Array.isArray(shopIds)) return others;
  const shops = env.database.table('pos.config');
  for (const id of shops.ids()) {
    const shop = shops.get(id);
    if (shop === undefined) continue;
    const rest = idsOf(shop, 'payment_method_ids').filter((one) => one !== methodId);
    env.transaction.update(shops, shop, { payment_method_ids: shopIds.includes(id) ? [...rest, methodId] : rest });
  }
  return others;
}

export const posConfig: Behaviour = {
  required: ['name'],
  check: (env, changes, row) => {
    if (!row || !('payment_method_ids' in changes)) return;
    if (openSessions(env, (config) => config.id === row.id).length === 0) return;
    throw new OdooFault(
      'UserError',
      "Unable to modify this PoS Configuration because you can't modify Payment Methods while a session is open.",
    );
  },
};
