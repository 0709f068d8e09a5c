import type { OdooClient } from '@branch-sync/odoo';
import type { CentralWriters } from '../pace/central-writers.ts';
import { createOnly, type LoadTarget } from './load-records.ts';

/** What of a run's context loading into central needs. */
export interface CentralLoadContext {
  readonly centralClient: Pick<OdooClient, 'load' | 'connection'>;
  readonly writers: Pick<CentralWriters, 'write'>;
  readonly random: () => number;
  readonly signal: AbortSignal;
}

/** Central, create-only, under a place among the fleet's writers; as this company (res.company), null: the user's own. */
export function intoCentral(
  { centralClient, writers, random, signal }: CentralLoadContext,
  companyId: number | null,
): LoadTarget {
  return {
    client: centralClient,
    write: (call) => writers.write(call, signal),
    context: { ...createOnly, ...(companyId === null ? {} : { allowed_company_ids: [companyId] }) },
    random,
    signal,
  };
}
