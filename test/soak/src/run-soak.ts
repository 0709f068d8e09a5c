import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Random } from '@branch-sync/odoo-sim';
import type { Scope } from '../../bench/src/scope.ts';
import { disturb } from './chaos/disturb.ts';
import { compressTime } from './compress-time.ts';
import { countImported } from './ending/questions.ts';
import { untilQuiet } from './ending/until-quiet.ts';
import { giveVerdict, type Verdict } from './ending/verdict.ts';
import type { Journal } from './journal.ts';
import { askToReceive } from './product/ask-to-receive.ts';
import { openProduct } from './product/product.ts';
import { setUp } from './product/set-up.ts';
import { showProgress } from './progress.ts';
import { openPostgres } from './services/postgres.ts';
import { openRedis } from './services/redis.ts';
import { openShops } from './shops/open-shops.ts';
import { sellOn } from './shops/sell-on.ts';
import type { SoakPlan } from './soak-plan.ts';
import type { Stage } from './stage.ts';

/**
 * The scenario: branches sell, schedules come due, people ask for receives, and everything that can be killed, restarted or
 * cut is, by chance; then it all ends, and what is left is held against what was promised. Logs and data stand in `folder`.
 */
export async function runSoak(
  scope: Scope,
  plan: SoakPlan,
  folder: string,
  journal: Journal,
  signal: AbortSignal,
): Promise<Verdict> {
  const logFolder = join(folder, 'logs');
  await mkdir(logFolder, { recursive: true });
  const canary = `canary-${new Random(plan.seed).uuid()}`;
  const shops = await openShops(scope, plan, canary);
  const postgres = await openPostgres(scope, folder);
  const redis = plan.queue === 'redis' ? await openRedis(scope, join(folder, 'redis')) : null;
  const services = { postgres, redis };
  const product = await openProduct(scope, plan, services, logFolder, journal, signal);
  const stage: Stage = { plan, journal, services, product, shops, signal };
  const crew = [...product.workers, product.apiProcess];

  await Promise.all(crew.map((member) => member.start()));
  await setUp(product.api, shops);
  journal.tell(`${plan.branches} branches, ${plan.workers} workers and an API are up; the queue lives in ${plan.queue}.`);

  const time = compressTime(stage);
  scope.add('the compressed time', async () => time.stop());
  const progress = showProgress(stage);
  scope.add('the progress', async () => progress.stop());
  const selling = sellOn(shops.all, new Random(plan.seed + 1));
  scope.add('the tills', async () => selling.finish());
  const asking = askToReceive(stage, new Random(plan.seed + 2));
  scope.add('the requests', () => asking.finish());

  await disturb(stage);
  const importedMeanwhile = await countImported(product.db);
  selling.finish();
  shops.sim.outages.clear();
  await asking.finish();
  journal.tell('All disturbances are over; the last schedules come due.');
  await untilQuiet(stage);
  time.stop();
  progress.stop();
  journal.tell('All is quiet.');
  for (const member of crew) {
    const ailment = await member.ailment();
    if (ailment !== null) journal.wrong(`${member.name} is not well: ${ailment}`);
    await member.stop();
  }
  return await giveVerdict(stage, {
    logFolder,
    secrets: [canary, ...product.secrets],
    promised: asking.promised,
    importedMeanwhile,
  });
}
