import { OdooFault } from '../orm/fault.ts';
import { textOf } from '../orm/value.ts';
import type { Behaviour } from './behaviour.ts';
import { openSessions, openSessionsWithMethod } from './open-sessions.ts';

export const posOrder: Behaviour = { owns: ['lines', 'payment_ids'] };

export const posPaymentMethod: Behaviour = {
  required: ['name'],
  complete: (_env, values) => ({
    type: 'pay_later',
    is_cash_count: false,
    split_transactions: false,
    payment_method_type: 'none',
    sequence: 0,
    ...values,
  }),
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
