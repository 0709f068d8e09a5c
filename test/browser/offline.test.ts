import { generatedBranch } from '@branch-sync/odoo-sim';
import { describe, expect, it } from 'vitest';
import { aWorld, canarySecret } from '../harness/world.ts';
import { aConsole } from './a-console.ts';
import { hasChromium } from './chromium.ts';

const shop = (name: string, seed: number) => generatedBranch({ name, seed, orders: 5, password: canarySecret });

describe.runIf(hasChromium)('a branch whose line is down', () => {
  it('is seen as offline since when, with the run that waits, and is seen back without a reload', async () => {
    const world = await aWorld([shop('b1', 31), shop('b2', 32)]);
    const { open, queued } = await aConsole(world);
    const [b1, b2 = b1] = world.branches;
    await queued.finished(await queued.enqueue(b2));
    const comeBack = world.sim.outages.add({ match: { database: 'b1' }, kind: 'refuse' });
    const page = await open('viewer', '/');
    const row = page.getByRole('row').filter({ hasText: 'Shop b1' });
    await row.getByText('Never run').waitFor();

    const run = await queued.enqueue(b1);
    await queued.promote(run);
    await queued.promote(run);
    await row.getByText('Offline').waitFor();
    await row.getByText(/^since/).waitFor();
    await page.getByRole('row').filter({ hasText: 'Shop b2' }).getByText('Healthy').waitFor();

    comeBack();
    await row.getByText('Healthy').waitFor();
    expect(await queued.finished(run)).toMatchObject({ status: 'succeeded', imported: 5 });
  });
});

describe.runIf(hasChromium)('a page whose own line is down', () => {
  it('says so, keeps what it showed, and goes on by itself', async () => {
    const { open } = await aConsole(await aWorld([shop('b1', 33)]), { workers: 0 });
    const page = await open('viewer', '/', { mayComplain: /ERR_INTERNET_DISCONNECTED|Failed to load|EventSource/ });
    await page.getByText('Shop b1').first().waitFor();
    await page.getByText('Live', { exact: true }).waitFor();
    const views = page.getByRole('navigation', { name: 'Views' });
    await views.getByRole('link', { name: 'Runs' }).click();
    await page.getByRole('heading', { level: 1, name: 'Runs' }).waitFor();
    await views.getByRole('link', { name: 'Overview' }).click();
    await page.getByText('Shop b1').first().waitFor();

    await page.context().setOffline(true);
    await page.getByText('No connection to branch-sync').waitFor();
    await page.getByText('Shop b1').first().waitFor();
    await views.getByRole('link', { name: 'Runs' }).click();
    await page.getByRole('heading', { level: 1, name: 'Runs' }).waitFor();

    await page.context().setOffline(false);
    await page.getByText('Live', { exact: true }).waitFor();
    await page.getByText('No connection to branch-sync').waitFor({ state: 'detached' });
  });
});
