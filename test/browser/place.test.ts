import { generatedBranch } from '@branch-sync/odoo-sim';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { aWorld, canarySecret } from '../harness/world.ts';
import { aConsole } from './a-console.ts';
import { hasChromium } from './chromium.ts';

const shop = (name: string) => generatedBranch({ name, seed: 41, orders: 3, password: canarySecret });
const place = (page: Page) => new URL(page.url()).pathname + new URL(page.url()).search;
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();

describe.runIf(hasChromium)('the place where one is', () => {
  it('stands in the address: a reload keeps it, and the back button leads through it', async () => {
    const { open } = await aConsole(await aWorld([shop('b1'), shop('b2')]), { workers: 0 });
    const page = await open('viewer', '/');
    await page.getByRole('searchbox').fill('b2');
    await page.waitForURL(/q=b2/);
    await page.getByText('Shop b2').first().waitFor();
    expect(await page.getByText('Shop b1').count()).toBe(0);

    await page.reload();
    await page.getByText('Shop b2').first().waitFor();
    expect(await page.getByRole('searchbox').inputValue()).toBe('b2');
    expect(await page.getByText('Shop b1').count()).toBe(0);

    await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: 'Runs' }).click();
    await heading(page, 'Runs');
    await page.goBack();
    await heading(page, 'Overview');
    expect(place(page)).toBe('/?q=b2');
    expect(await page.getByRole('searchbox').inputValue()).toBe('b2');
  });

  it('may be nowhere: the page says so, and leads on', async () => {
    const { open } = await aConsole(await aWorld([shop('b1')]), { workers: 0 });
    const page = await open('viewer', '/settings/nothing');
    await heading(page, 'Nothing here');
    await page.getByRole('link', { name: 'To the overview' }).click();
    await heading(page, 'Overview');
    // What an address says that no view understands is as if it were not said.
    await page.goto(new URL('/push?step=nowhere&previews=7&models={"a":1}&branches=b1', page.url()).href);
    await heading(page, 'Push');
    await page.getByText(/operator/).waitFor();
    await page.goto(new URL('/runs?kind=none&branch={"a":1}&from=someday', page.url()).href);
    await heading(page, 'Runs');
    await page.getByText('Nothing has run yet').waitFor();
  });
});
