import { failurePageSchema, orderPageSchema } from '@branch-sync/contract';
import type { z } from 'zod';
import type { ApiClient } from '../stack/api-client.ts';
import type { LedgerOrder } from './branch-account.ts';
import type { OrderFailure } from './causes.ts';
import { toCents } from './decimal.ts';

const pageSize = 200;

/** The ledger of a branch, as GET /api/orders gives it. */
export async function readLedger(api: ApiClient, branchCode: string): Promise<LedgerOrder[]> {
  const orders = await readPages(api, '/orders', { branch: branchCode }, orderPageSchema);
  return orders.map(({ remoteId, status, centralId, posTotal, centralTotal, flag }) => ({
    remoteId,
    status,
    centralId,
    posTotal: toCents(posTotal),
    centralTotal: centralTotal === null ? null : toCents(centralTotal),
    flag,
  }));
}

/** What keeps a branch's orders out. */
export async function readOpenFailures(api: ApiClient, branchCode: string): Promise<OrderFailure[]> {
  const failures = await readPages(
    api,
    '/failures',
    { branch: branchCode, status: 'open', severity: 'error' },
    failurePageSchema,
  );
  return failures.map(({ group, code, title, fix, remoteId }) => ({ branchCode, group, code, title, fix, remoteId }));
}

async function readPages<Item>(
  api: ApiClient,
  path: string,
  query: Readonly<Record<string, string>>,
  schema: z.ZodType<{ items: Item[]; nextCursor: string | null }>,
): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | null = null;
  do {
    const asked = new URLSearchParams({ ...query, limit: String(pageSize), ...(cursor === null ? {} : { cursor }) });
    const page: { items: Item[]; nextCursor: string | null } = await api.get(`${path}?${asked}`, schema);
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return items;
}
