import { generatedBranch } from '@branch-sync/odoo-sim';
import { describe, expect, it } from 'vitest';
import { adminKey } from '../harness/api-process.ts';
import { aWorld, canarySecret } from '../harness/world.ts';
import { aConsole, signIn } from './a-console.ts';
import { hasChromium } from './chromium.ts';

const shop = (name: string, orders = 3) => generatedBranch({ name, seed: 7, orders, password: canarySecret });

describe.runIf(hasChromium)('who comes to the console', () => {
  it('signs in first, and is then where they wanted to go', async () => {
    const { stranger } = await aConsole(await aWorld([shop('b1')]), { workers: 0 });
    const page = await stranger('/runs?kind=receive');
    expect(new URL(page.url()).pathname).toBe('/sign-in');
    await signIn(page, adminKey);
    await page.getByRole('heading', { level: 1, name: 'Runs' }).waitFor();
    expect(new URL(page.url()).search).toBe('?kind=receive');
  });

  it('is told when the sign-in is over, keeps the view behind it, and comes back to it', async () => {
    const { open, api } = await aConsole(await aWorld([shop('b1')]), { workers: 0 });
    const page = await open('viewer', '/orders?status=imported', { mayComplain: /401|EventSource|net::ERR/ });
    const sessions = (await (await page.request.get(`${api.url}/api/sessions`)).json()) as { items: { id: string }[] };
    for (const { id } of sessions.items) {
      await page.request.delete(`${api.url}/api/sessions/${id}`, { headers: { 'sec-fetch-site': 'same-origin' } });
    }
    await page.getByRole('link', { name: 'Failures' }).click();
    const dialog = page.getByRole('dialog', { name: 'Your sign-in is over' });
    await dialog.getByRole('link', { name: 'Sign in' }).click();
    await signIn(page, adminKey);
    await page.getByRole('heading', { level: 1, name: 'Failures' }).waitFor();
  });

  it('can leave, and is a stranger then', async () => {
    const { open, api } = await aConsole(await aWorld([shop('b1')]), { workers: 0 });
    const page = await open('operator', '/');
    await page.getByRole('button', { name: /, operator$/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.waitForURL(/\/sign-in/);
    await page.goto(`${api.url}/runs`);
    expect(new URL(page.url()).pathname).toBe('/sign-in');
  });
});
