import { failures, orders, reconciledDays, runs } from '@branch-sync/db';
import { desc, eq } from 'drizzle-orm';
import type { World } from '../harness/world.ts';

/** A view of the console, as it is called in file names, and where it is. */
export interface View {
  readonly name: string;
  readonly path: string;
}

/** Every view of the console, with what a busy world has to show in it. */
export async function viewsOf({ database: { db }, branches }: World): Promise<View[]> {
  const codes = new Map(branches.map(({ id, code }) => [id, code]));
  const orderWith = async (status: 'imported' | 'failed') => {
    const [order] = await db.select().from(orders).where(eq(orders.status, status)).orderBy(desc(orders.id)).limit(1);
    return `/orders/${codes.get(order?.branchId ?? '')}/${order?.id}`;
  };
  const lastOf = async (kind: 'receive' | 'push') => {
    const [run] = await db.select().from(runs).where(eq(runs.kind, kind)).orderBy(desc(runs.id)).limit(1);
    return run?.id ?? '';
  };
  const preview = await lastOf('push');
  const [cause] = await db.select().from(failures).where(eq(failures.code, 'product.not_found')).limit(1);
  const [day] = await db.select().from(reconciledDays).orderBy(desc(reconciledDays.day)).limit(1);
  return [
    { name: 'overview', path: '/' },
    { name: 'schedule', path: '/schedule' },
    { name: 'new-branch', path: '/branches/new' },
    ...['map', 'dry-run', 'schedule'].map((step) => ({
      name: `new-branch-${step}`,
      path: `/branches/new?code=university&step=${step}`,
    })),
    ...partsOf('branch', '/branches/main-street', ['connection', 'defaults', 'mappings', 'schedule', 'master-data']),
    { name: 'failures', path: '/failures' },
    { name: 'failure-group', path: `/failures/${cause?.cause}?failure=${cause?.id}` },
    { name: 'push', path: '/push' },
    { name: 'push-models', path: '/push?step=models&branches=harbour' },
    { name: 'push-records', path: '/push?step=records&branches=harbour&mode=selected&q=C-' },
    { name: 'push-preview', path: `/push?step=preview&branches=harbour&previews=${preview}` },
    { name: 'runs', path: '/runs' },
    { name: 'run-receive', path: `/runs/${await lastOf('receive')}` },
    { name: 'run-push', path: `/runs/${preview}` },
    { name: 'orders', path: '/orders' },
    { name: 'order-imported', path: await orderWith('imported') },
    { name: 'order-failed', path: await orderWith('failed') },
    { name: 'reconciliation', path: '/reconciliation' },
    { name: 'reconciled-day', path: `/reconciliation/${codes.get(day?.branchId ?? '')}/${day?.day}` },
    { name: 'queues', path: '/jobs' },
    ...partsOf('settings', '/settings', ['people', 'keys', 'sessions', 'workers', 'alerts', 'audit', 'about']),
    { name: 'nothing-here', path: '/settings/nothing' },
  ];
}

function partsOf(area: string, path: string, parts: readonly string[]): View[] {
  return [{ name: area, path }, ...parts.map((part) => ({ name: `${area}-${part}`, path: `${path}/${part}` }))];
}
