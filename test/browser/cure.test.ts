import { generatedBranch } from '@branch-sync/odoo-sim';
import { describe, expect, it } from 'vitest';
import { aWorld, canarySecret, ledgerOf, standingFailures } from '../harness/world.ts';
import { aConsole } from './a-console.ts';
import { hasChromium } from './chromium.ts';

/** A shop that sells one product, which central knows by none of its names. */
function aShopWithItsOwnProduct(orders: number) {
  const odoo = generatedBranch({
    name: 'b1',
    seed: 61,
    orders,
    linesPerOrder: 1,
    products: 1,
    refundShare: 0,
    password: canarySecret,
  });
  for (const { id } of odoo.records('product.product')) {
    odoo.update('product.product', id, { default_code: 'OURS-1', barcode: '2999999999990', name: 'House blend' });
  }
  return odoo;
}

describe.runIf(hasChromium)('what does not come in for want of a product', () => {
  it('is one cause, mended where it is shown, and 21 orders come in', async () => {
    const world = await aWorld([aShopWithItsOwnProduct(21)]);
    const [branch] = world.branches;
    const { open, queued } = await aConsole(world);
    await queued.finished(await queued.enqueue(branch));
    expect(await standingFailures(world, branch)).toHaveLength(21);

    const page = await open('operator', '/failures?severity=error');
    // By keys alone: the first of the list, and into it.
    await page
      .getByText(/21 orders/)
      .first()
      .waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/failures\/[0-9a-f]{32}/);
    const form = page.getByRole('form', { name: 'Link this product' });
    await form.getByText('Nothing in central is much like it').waitFor();
    await form.getByLabel(/Or search all of central/).fill('P177');
    await page.getByRole('option', { name: /P177/ }).click();
    await page.getByRole('option').first().waitFor({ state: 'hidden' });
    await form.getByRole('button', { name: /Link, and retry 21 failures/ }).click();
    await page.getByText('Cured.').waitFor();
    await page.getByText(/That cures 21 failures: 21 orders/).waitFor();

    expect(await standingFailures(world, branch)).toEqual([]);
    expect((await ledgerOf(world, branch)).filter(({ status }) => status === 'imported')).toHaveLength(21);
    await page.getByRole('link', { name: 'Back to what stands' }).click();
    await page.getByRole('heading', { level: 1, name: 'Failures' }).waitFor();
    expect(await page.getByText('House blend').count()).toBe(0);
  });
});
