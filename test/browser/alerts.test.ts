import { alertEvaluations } from '@branch-sync/db';
import { generatedBranch } from '@branch-sync/odoo-sim';
import { describe, expect, it } from 'vitest';
import { startHttpServer } from '../../packages/odoo/src/testing/http-server.ts';
import { aWorld, canarySecret } from '../harness/world.ts';
import { anAlert } from '../integration/alerts/an-alert.ts';
import { aConsole } from './a-console.ts';
import { hasChromium } from './chromium.ts';

describe.runIf(hasChromium)('alerts', () => {
  it('are seen and acknowledged, and sent where an admin says', { timeout: 180_000 }, async () => {
    const receiver = await startHttpServer(() => ({ status: 204, body: '' }));
    const world = await aWorld([generatedBranch({ name: 'shop', seed: 5, orders: 3, password: canarySecret })]);
    const { db } = world.database;
    // What stands is to stay as the test has it.
    await db.update(alertEvaluations).set({ dueAt: new Date(Date.now() + 3_600_000) });
    await anAlert(db, null, { title: 'Central does not answer', severity: 'critical' });
    const { open } = await aConsole(world, { workers: 0 });
    const page = await open('admin', '/settings/alerts', { mayComplain: /422/ });

    await page.getByRole('link', { name: 'Alerts 1 open' }).waitFor();
    await page.getByRole('button', { name: 'Acknowledge Central does not answer' }).click();
    await page.getByText('It is not told again before it is over.').waitFor();
    await page.getByRole('button', { name: 'Sent of Central does not answer' }).click();
    await page.getByText('Nothing was sent of it').waitFor();
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'New channel' }).click();
    await page.getByRole('button', { name: 'Make the channel' }).click();
    await page.getByText('must not be empty').first().waitFor();
    await page.getByLabel('Name').fill('Pager');
    await page.getByLabel('Address').fill(`${receiver.url}/hook`);
    await page.getByRole('button', { name: 'Make the channel' }).click();
    await page.getByText(/^whsec_/).waitFor();
    await page.getByRole('button', { name: 'I have kept it' }).click();
    await page.getByRole('button', { name: 'Test Pager' }).click();
    await page.getByText('Pager: the test went out').waitFor();
    expect(JSON.parse(receiver.asked[0]?.body ?? '')).toMatchObject({ type: 'alert.test' });
    expect(await page.getByText(/^whsec_/).count()).toBe(0);

    await page.getByRole('button', { name: 'Change the rule: A branch is behind for 15 minutes' }).click();
    await page.getByLabel('Minutes', { exact: true }).fill('30');
    await page.getByRole('combobox', { name: 'Sent to' }).click();
    await page.getByRole('option', { name: /^Pager/ }).click();
    await page.keyboard.press('Escape');
    await page.getByLabel('Quiet hours').click();
    await page.getByLabel('From').fill('21:00');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The rule is saved.').waitFor();
    const row = page.getByRole('row', { name: /A branch is behind/ });
    await row.getByText('for 30 minutes', { exact: true }).waitFor();
    expect(await row.textContent()).toContain('21:00 to 07:00');
    expect(await row.textContent()).toContain('Pager');
  });

  it('are to be looked at by viewers, who change nothing', { timeout: 180_000 }, async () => {
    const world = await aWorld([generatedBranch({ name: 'shop', seed: 6, orders: 3, password: canarySecret })]);
    await anAlert(world.database.db, world.branches[0].id, { title: 'Shop is behind', openedAt: new Date() });
    const { open } = await aConsole(world, { workers: 0 });
    const page = await open('viewer', '/settings/alerts', { width: 390, scheme: 'dark' });
    await page.getByRole('heading', { name: 'Channels' }).waitFor();
    await page.getByText('There is no channel').waitFor();
    await page.getByText('Central does not answer').first().waitFor();
    for (const name of [/^New/, /^Change/, /^Delete/, /^Acknowledge/]) {
      expect(await page.getByRole('button', { name }).count(), String(name)).toBe(0);
    }
  });
});
