import { generatedBranch } from '@branch-sync/odoo-sim';
import { describe, expect, it } from 'vitest';
import { aWorld, canarySecret } from '../harness/world.ts';
import { aConsole } from './a-console.ts';
import { hasChromium } from './chromium.ts';
import { settled } from './settled.ts';

describe.runIf(hasChromium)('a run', () => {
  it('is watched while it goes on, and called off', async () => {
    const world = await aWorld([generatedBranch({ name: 'b1', seed: 171, orders: 250, password: canarySecret })]);
    const { open, queued } = await aConsole(world);
    let goOn: () => void = () => undefined;
    const mayGoOn = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    let batches = 0;
    world.sim.onCall({ model: 'sale.order', method: 'load' }, async (moment) => {
      if (moment !== 'before') return;
      batches += 1;
      if (batches === 2) await mayGoOn;
    });
    const page = await open('operator', '/branches/b1');
    await page.getByRole('button', { name: 'Receive now' }).click();
    await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Runs' }).click();
    await page.getByRole('row').getByRole('link', { name: 'Receive' }).click();
    await page.getByRole('heading', { level: 1, name: 'Receive of b1' }).waitFor();
    await page.getByText('Running', { exact: true }).first().waitFor();
    await page.getByText('100', { exact: true }).first().waitFor();

    await page.getByRole('button', { name: 'Cancel', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel the run' }).click();
    await page.getByText('The run ends at the border of its next batch.').waitFor();
    goOn();
    await page.getByText('Cancelled', { exact: true }).first().waitFor();
    const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    expect(await queued.finished({ id })).toMatchObject({ status: 'cancelled', imported: 200 });

    await page.getByRole('button', { name: /^Retry/ }).click();
    await page.waitForURL((url) => url.pathname.startsWith('/runs/') && !url.pathname.endsWith(id));
    await page.getByText('Succeeded', { exact: true }).first().waitFor();
    expect(world.central.records('sale.order')).toHaveLength(250);
    await settled(page);
  });
});
