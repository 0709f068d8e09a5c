import { OdooFault } from '../orm/fault.ts';
import { isSet } from '../orm/value.ts';
import type { Behaviour } from './behaviour.ts';

export const resPartner: Behaviour = {
  complete: (_env, values) => ({ type: 'contact', is_company: false, customer_rank: 0, ...values }),
  check: (_env, changes, row) => {
    const name = 'name' in changes || row === null ? changes['name'] : row['name'];
    if (!isSet(name))
      throw new OdooFault('ValidationError', 'The operation cannot be completed: Contacts require a name', 'name');
  },
};
