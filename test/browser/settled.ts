import type { Page } from 'playwright-core';

/** Waits until nothing is asked for and nothing loads any more: what the page shows is what there is. */
export async function settled(page: Page): Promise<void> {
  await page.getByRole('status', { name: 'Loading' }).first().waitFor({ state: 'detached' });
}
