import type { OdooClient } from '@branch-sync/odoo';
import { momentToDate } from '../receive/odoo-moment.ts';

/** Odoo tells a write_date to the second, its Date header too, and the answer was under way. */
const marginMs = 3_000;

/**
 * Whether what was read at `readAt`, by our clock, was written so long before that whatever is written later bears another second: by write_date alone a
 * change in the same second is not known.
 */
export function isSettled(writtenAt: string, readAt: Date, { clockOffsetMs }: Pick<OdooClient, 'clockOffsetMs'>): boolean {
  return readAt.getTime() + (clockOffsetMs ?? 0) - momentToDate(writtenAt).getTime() >= marginMs;
}
