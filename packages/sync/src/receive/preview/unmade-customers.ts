import type { OdooClient } from '@branch-sync/odoo';
import { hasRight } from '../../connections/check-rights.ts';
import type { MakeCustomers } from '../resolve-customers.ts';

/** Customers that an import would make: none is made. */
export interface UnmadeCustomers {
  /** Gives each an id below zero, which none of central's has. Where our user may not make any, central would refuse them all. Throws `OdooError`. */
  readonly make: MakeCustomers;
  /** With which name the customer of such an id would be made. */
  nameOf(id: number): string | undefined;
}

export function createUnmadeCustomers(centralClient: OdooClient, signal: AbortSignal): UnmadeCustomers {
  const names = new Map<number, string>();
  return {
    async make(customers) {
      if (customers.length === 0) return { created: [], refused: [] };
      const answer = await hasRight(centralClient, { model: 'res.partner', operation: 'create' }, signal);
      if (answer !== 'yes') {
        return { created: [], refused: customers.map((customer) => ({ customer, text: 'our user may not make contacts.' })) };
      }
      const created = customers.map((customer) => {
        const centralId = -1 - names.size;
        names.set(centralId, customer.name);
        return { customer, centralId };
      });
      return { created, refused: [] };
    },
    nameOf: (id) => names.get(id),
  };
}
