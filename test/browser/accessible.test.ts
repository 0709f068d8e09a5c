import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { aBusyWorld } from './a-busy-world.ts';
import { aConsole } from './a-console.ts';
import { hasChromium } from './chromium.ts';
import { settled } from './settled.ts';
import { viewsOf } from './views.ts';

const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

const looks = [
  { scheme: 'light', width: 1440 },
  { scheme: 'dark', width: 390 },
] as const;

/** What axe finds that keeps somebody out, each with where it is. The queue page in its frame is not ours. */
async function seriousFindings(page: Page, axe: string): Promise<string[]> {
  await page.evaluate(axe);
  const { violations } = (await page.evaluate("axe.run({ exclude: [['iframe']] })")) as AxeResults;
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target} ${failureSummary}`).join(' | ')}`);
}

describe.runIf(hasChromium)('every view', () => {
  it('keeps nobody out, in either scheme, and scrolls sideways on no telephone', { timeout: 900_000 }, async () => {
    const world = await aBusyWorld();
    const { open, api } = await aConsole(world, { workers: 1 });
    const views = await viewsOf(world);
    const axe = await readFile(axeFile, 'utf8');
    // Side by side: a page waits more than it works.
    const found = await Promise.all(
      looks.map(async ({ scheme, width }) => {
        const page = await open('admin', '/', { scheme, width });
        const ofThis: string[] = [];
        for (const { name, path } of views) {
          await page.goto(`${api.url}${path}`);
          await page.getByRole('heading', { level: 1 }).waitFor();
          await settled(page);
          for (const finding of await seriousFindings(page, axe)) ofThis.push(`${name}, ${scheme}, ${width}: ${finding}`);
          const overhang = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
          if (Number(overhang) > 0) ofThis.push(`${name}, ${width}: ${overhang} pixels too wide`);
        }
        return ofThis;
      }),
    );
    expect(found.flat()).toEqual([]);
  });
});
