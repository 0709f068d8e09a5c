import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { it } from 'vitest';
import { aBusyWorld } from './a-busy-world.ts';
import { aConsole } from './a-console.ts';
import { settled } from './settled.ts';
import { viewsOf } from './views.ts';

const folder = fileURLToPath(new URL('../../.local/screenshots/', import.meta.url));

it('makes a picture of every view at both widths and in both schemes', { timeout: 900_000 }, async () => {
  const world = await aBusyWorld();
  const { open, api } = await aConsole(world);
  await mkdir(folder, { recursive: true });
  const views = await viewsOf(world);
  for (const width of [1440, 390]) {
    for (const scheme of ['light', 'dark'] as const) {
      const page = await open('admin', '/', { width, scheme });
      for (const { name, path } of views) {
        await page.goto(`${api.url}${path}`);
        await page.getByRole('heading', { level: 1 }).waitFor();
        await settled(page);
        await page.screenshot({ path: `${folder}${name}-${width}-${scheme}.png` });
      }
    }
  }
  process.stdout.write(`${views.length * 4} pictures in .local/screenshots\n`);
});
