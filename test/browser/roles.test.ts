import { recordedBranch } from '@branch-sync/odoo-sim';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { aWorld, canarySecret } from '../harness/world.ts';
import { aConsole, type Console } from './a-console.ts';
import { hasChromium } from './chromium.ts';
import { settled } from './settled.ts';

/** What an operator does, and what an admin does, by the buttons and links that stand for it. */
const acts = [
  { at: '/', name: /^Receive now/ },
  { at: '/branches/branch1', name: 'Receive now' },
  { at: '/branches/branch1/mappings', name: /Accept|Discover|Ask the branch/ },
] as const;
const adminActs = [
  { at: '/', name: 'New branch' },
  { at: '/branches/branch1', name: /^(Pause|Resume)/ },
  { at: '/settings/keys', name: /new key|create/i },
] as const;

const shown = async (page: Page, name: string | RegExp) =>
  (await page.getByRole('button', { name }).count()) + (await page.getByRole('link', { name }).count());

async function aReceivedConsole(): Promise<Console> {
  const world = await aWorld([recordedBranch(1, 'branch1', { password: canarySecret })]);
  await world.receive(world.branches[0]);
  return await aConsole(world, { workers: 0 });
}

async function goTo(page: Page, { api }: Console, path: string): Promise<void> {
  await page.goto(`${api.url}${path}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await settled(page);
}

describe.runIf(hasChromium)('what a role may not', () => {
  it('a viewer sees everything and finds nothing to do', async () => {
    const console = await aReceivedConsole();
    const page = await console.open('viewer', '/');
    for (const { at, name } of [...acts, ...adminActs]) {
      await goTo(page, console, at);
      expect([at, name, await shown(page, name)]).toEqual([at, name, 0]);
    }
    await goTo(page, console, '/push');
    await page
      .getByText(/operator/)
      .first()
      .waitFor();
  });

  it('an operator acts, and administers nothing', async () => {
    const console = await aReceivedConsole();
    const page = await console.open('operator', '/');
    for (const { at, name } of acts) {
      await goTo(page, console, at);
      expect([at, name, (await shown(page, name)) > 0]).toEqual([at, name, true]);
    }
    for (const { at, name } of adminActs) {
      await goTo(page, console, at);
      expect([at, name, await shown(page, name)]).toEqual([at, name, 0]);
    }
    await goTo(page, console, '/branches/new');
    await page.getByText(/admin/).first().waitFor();
  });

  it('an admin does both', async () => {
    const console = await aReceivedConsole();
    const page = await console.open('admin', '/');
    for (const { at, name } of [...acts, ...adminActs]) {
      await goTo(page, console, at);
      expect([at, name, (await shown(page, name)) > 0]).toEqual([at, name, true]);
    }
  });
});
