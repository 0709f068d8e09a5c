import { branches, central, links, schedules } from '@branch-sync/db';
import { generatedBranch } from '@branch-sync/odoo-sim';
import { and, eq } from 'drizzle-orm';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { aWorld, canarySecret, ledgerOf, type World } from '../harness/world.ts';
import { aConsole } from './a-console.ts';
import { hasChromium } from './chromium.ts';

/** A central and a shop that the product has not been told of. */
async function aWorldBeforeItsFirstDay(): Promise<World> {
  const world = await aWorld([generatedBranch({ name: 'old-town', seed: 71, orders: 12, password: canarySecret })]);
  await world.database.db.delete(branches);
  await world.database.db.delete(central);
  return world;
}

async function connect(page: Page, url: string, database: string, login: string): Promise<void> {
  for (const [name, value] of Object.entries({ Address: url, Database: database, Login: login, Secret: canarySecret }))
    await page.getByRole('textbox', { name, exact: true }).fill(value);
}

/** Types into a field that searches in central, and takes what it finds. */
async function choose(page: Page, name: string, typed: string): Promise<void> {
  await page.getByRole('textbox', { name }).fill(typed);
  await page.getByRole('option', { name: typed }).click();
  await page.getByRole('option').first().waitFor({ state: 'hidden' });
}

describe.runIf(hasChromium)('a new branch', () => {
  it('is set up from nothing to its first import', async () => {
    const world = await aWorldBeforeItsFirstDay();
    const { db } = world.database;
    // That there is no central yet is an answer of 404.
    const { open, api } = await aConsole(world);
    const page = await open('admin', '/branches/new', { mayComplain: /404/ });
    const on = (name: string | RegExp) => page.getByRole('button', { name }).click();

    // What orders go to comes first.
    await page.getByRole('link', { name: 'Set central' }).click();
    await connect(page, world.sim.url, 'central', 'sync_central');
    await on('Save');
    await on('Test the connection');
    await page.getByText('Works', { exact: true }).waitFor();

    await page.goto(`${api.url}/branches/new`);
    await connect(page, world.sim.url, 'old-town', 'sync_branch');
    await page.getByRole('textbox', { name: 'Code' }).fill('old-town');
    await on('Test the connection');
    // What is missing is told at its field, and nothing that was typed is lost.
    await page.getByText('is needed').first().waitFor();
    await page.getByRole('textbox', { name: 'Name' }).fill('Old Town');
    await on('Test the connection');
    await page.getByText('Works', { exact: true }).waitFor();
    expect(await db.select().from(branches)).toEqual([]);
    await on(/^Go on/);

    await choose(page, 'Customer', 'Branch 1 Walk-in');
    await choose(page, 'Salesperson', 'Anna Central');
    await choose(page, 'Warehouse', 'Warehouse B1');
    await on('Make the branch');

    const taxes = page.getByRole('region', { name: 'Taxes' });
    await taxes.getByRole('button', { name: 'Accept 7 suggestions' }).click();
    await taxes.getByRole('row', { name: /VAT 7\.7% incl.*By hand/ }).waitFor();
    // Its place stands in the address from here on.
    await page.reload();
    await taxes.getByRole('row', { name: /VAT 7\.7% incl.*By hand/ }).waitFor();
    await on('Go on');

    await page.getByText('10 orders would come in.').waitFor();
    await page.getByRole('cell', { name: '[P164] Article 164' }).first().waitFor();
    expect(await ledgerOf(world, await theBranch(world))).toEqual([]);
    await on('Go on');

    await page.getByRole('table', { name: 'Next moments' }).getByRole('row').nth(10).waitFor();
    await on('Begin');
    await page.waitForURL(/\/runs\//);
    await page.getByText('Succeeded').waitFor();

    const branch = await theBranch(world);
    expect((await ledgerOf(world, branch)).map(({ status }) => status)).toEqual(new Array(12).fill('imported'));
    expect(world.central.records('sale.order')).toHaveLength(12);
    expect(await db.$count(links, and(eq(links.branchId, branch.id), eq(links.model, 'account.tax')))).toBeGreaterThanOrEqual(7);
    const [schedule] = await db
      .select()
      .from(schedules)
      .where(and(eq(schedules.branchId, branch.id), eq(schedules.kind, 'receive')));
    expect(schedule).toMatchObject({ everySeconds: 900, paused: false });
  });
});

async function theBranch({ database: { db }, branches: [known] }: World) {
  const [made] = await db.select().from(branches).where(eq(branches.code, 'old-town'));
  if (made === undefined) throw new Error('The branch was not made.');
  return { ...known, id: made.id };
}
