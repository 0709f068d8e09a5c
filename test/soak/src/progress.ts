import { sql } from 'drizzle-orm';
import { soldOrders } from '../../harness/compare-books.ts';
import type { Stage } from './stage.ts';

const everyMs = 10_000;

/** Tells now and then how far it is. */
export function showProgress(stage: Stage): { stop(): void } {
  const timer = setInterval(() => void tell(stage).catch(() => undefined), everyMs);
  return { stop: () => clearInterval(timer) };
}

async function tell({ product: { db, workers, apiProcess }, shops, journal }: Stage): Promise<void> {
  const [counts] = await db.execute(sql`select
    (select count(*) from orders where status = 'imported') as imported,
    (select count(*) from runs where finished_at is not null) as over,
    (select count(*) from runs where status = 'running') as running,
    (select count(*) from runs where status = 'queued') as queued,
    (select count(*) from failures where status in ('open', 'retrying')) as failures`);
  const sold = shops.all.reduce((total, { odoo }) => total + soldOrders(odoo).length, 0);
  const up = workers.filter((worker) => worker.isUp()).length;
  journal.tell(
    `-- sold ${sold}, imported ${counts?.['imported']}; runs: ${counts?.['over']} over, ${counts?.['running']} running, ` +
      `${counts?.['queued']} queued; failures standing: ${counts?.['failures']}; up: ${up} workers, api ${apiProcess.isUp() ? 'yes' : 'no'}`,
  );
}
