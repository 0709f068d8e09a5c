import type { OdooDatabase } from './database.ts';
import type { Transaction } from './transaction.ts';
import { isStruct, type WireStruct, type WireValue } from './value.ts';

/** Who does something, where, in which transaction and with which context: what Odoo calls `env`. */
export interface Environment {
  readonly database: OdooDatabase;
  readonly transaction: Transaction;
  readonly uid: number;
  readonly context: WireStruct;
}

export function contextOf(value: WireValue | undefined): WireStruct {
  return isStruct(value) ? value : {};
}

/** The zone that date cells and days are read in: the context's, else the user's, else UTC. */
export function timeZoneOf(env: Environment): string {
  const named = env.context['tz'];
  if (typeof named === 'string' && named !== '') return named;
  return env.database.user(env.uid)?.tz || 'UTC';
}
