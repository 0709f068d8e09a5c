import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { aProduct, aPushWorld, productOf, writesTo } from '../integration/push/a-push-world.ts';
import { aConsole } from './a-console.ts';
import { hasChromium } from './chromium.ts';

describe.runIf(hasChromium)('a push', () => {
  it('is chosen, looked at, sent, and told record by record', async () => {
    const { world, branch, central, odoo } = await aPushWorld();
    const latte = aProduct(central, 'C-LATTE', { name: 'Caffè latte' });
    aProduct(central, 'C-TEA', { name: 'Mint tea' });
    await world.push(branch, { request: { mode: 'selected', ids: { 'product.product': [latte] }, dryRun: false } });
    central.update('product.product', latte, { lst_price: 3.1 });
    const written = writesTo(world);

    const { open } = await aConsole(world);
    const page = await open('operator', '/push');
    const on = (name: string | RegExp) => page.getByRole('button', { name }).click();
    await page.getByRole('radio', { name: 'These branches' }).check();
    await page.getByRole('checkbox', { name: /b1/ }).check();
    await on('Go on with 1 branch');
    await on('Go on');
    await page.getByRole('radio', { name: 'Records that I choose' }).check();
    await page.getByRole('searchbox').fill('C-');
    await page.getByRole('checkbox', { name: 'Caffè latte' }).check();
    await page.getByRole('checkbox', { name: 'Mint tea' }).check();
    // What is ticked stands in the address.
    await page.reload();
    await page.getByText('2 records ticked').waitFor();
    await on('Go on to the preview');
    await on('Look what would be written');

    const previews = page.getByRole('list', { name: 'Previews' });
    await previews.getByRole('row', { name: /Mint tea/ }).waitFor();
    const change = previews.getByRole('row', { name: /Caffè latte/ });
    await change.getByText('4.5').waitFor();
    await change.getByText('3.1').waitFor();
    expect(writesTo(world)).toBe(written);
    expect(productOf(odoo, 'C-TEA')).toBeUndefined();

    await page.getByRole('radio', { name: /^Now/ }).check();
    await on('Write 2 records in 1 branch');
    await page.getByText('1 of 1 branches done').waitFor();
    const pushes = page.getByRole('list', { name: 'Pushes' });
    await pushes.getByRole('row', { name: /Mint tea/ }).waitFor();
    expect(productOf(odoo, 'C-TEA')).toMatchObject({ name: 'Mint tea' });
    expect(productOf(odoo, 'C-LATTE')).toMatchObject({ lst_price: 3.1 });

    const download = page.waitForEvent('download');
    await pushes.getByRole('link', { name: 'CSV' }).click();
    const csv = await readFile(await (await download).path(), 'utf8');
    expect(csv).toContain('Mint tea');
    expect(csv).toContain('Caffè latte');
  });

  it('that finds another price than its preview showed leaves it alone, and says so', async () => {
    const { world, branch, central, odoo } = await aPushWorld();
    const latte = aProduct(central, 'C-LATTE', { name: 'Caffè latte' });
    await world.push(branch, { request: { mode: 'selected', ids: { 'product.product': [latte] }, dryRun: false } });
    central.update('product.product', latte, { lst_price: 3.1 });
    const { open } = await aConsole(world);
    const page = await open('operator', '/push?step=preview&branches=b1');
    await page.getByRole('button', { name: 'Look what would be written' }).click();
    await page.getByRole('row', { name: /Caffè latte/ }).waitFor();
    central.update('product.product', latte, { lst_price: 3.3 });
    await page.getByRole('button', { name: /^Write 1 record/ }).click();
    await page.getByText('not what the preview had shown any more').waitFor();
    expect(productOf(odoo, 'C-LATTE')).toMatchObject({ lst_price: 4.5 });
    await page.getByRole('button', { name: 'Look again' }).click();
    await page.getByRole('button', { name: 'Look what would be written' }).click();
    await page
      .getByRole('row', { name: /Caffè latte/ })
      .getByText('3.3')
      .waitFor();
    await page.getByRole('button', { name: /^Write 1 record/ }).click();
    await page.getByText(': 1 looked into, 1 written.').waitFor();
    expect(productOf(odoo, 'C-LATTE')).toMatchObject({ lst_price: 3.3 });
    // The same preview is not sent twice.
    await page.goBack();
    await page.getByText('What this preview shows was sent.').waitFor();
  });
});
