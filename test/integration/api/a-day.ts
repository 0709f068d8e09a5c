import { type DayFigures, reconciledDays, reconcileFindings } from '@branch-sync/db';
import { uuidv7 } from 'uuidv7';
import type { TestApi } from './an-api.ts';

const none = { orders: 0, total: '0' };
export const figures: DayFigures = {
  currency: 'USD',
  branch: {
    sold: { orders: 2, total: '30.10' },
    refunds: none,
    byState: { paid: { orders: 2, total: '30.10' }, done: none, invoiced: none },
    byMethod: [{ remoteMethodId: 1, method: 'Cash', total: '30.10' }],
  },
  ledger: {
    known: { orders: 1, total: '10' },
    refunds: none,
    byStatus: { imported: { orders: 1, total: '10' }, failed: none, skipped: none },
    byMethod: null,
  },
  central: {
    there: { orders: 1, total: '10' },
    byState: { draft: { orders: 1, total: '10' }, sent: none, sale: none, cancelled: none },
    deleted: 0,
  },
  toCome: 0,
};

type Kind = (typeof reconcileFindings.$inferInsert)['kind'];

/** A day as a reconcile has left it, with a finding for each of the kinds; the remote ids count up from `firstId`. */
export async function aDay({ database }: TestApi, branchId: string, day: string, kinds: readonly Kind[] = [], firstId = 1) {
  await database.db
    .insert(reconciledDays)
    .values({ branchId, day, status: kinds.length > 0 ? 'differs' : 'agrees', findings: kinds.length, figures });
  for (const [index, kind] of kinds.entries()) {
    const remoteId = firstId + index;
    await database.db
      .insert(reconcileFindings)
      .values({ id: uuidv7(), branchId, day, kind, remoteId, centralId: 77, posTotal: '20.10', message: `${kind} ${remoteId}` });
  }
}
